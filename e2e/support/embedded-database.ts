/** The database that an app keeps in its own data folder, seen from outside. */
import fs from "node:fs";
import path from "node:path";
import { type Postmaster, readPostmaster } from "../../server/embedded-postgres/cluster-folder";

export function embeddedPostmaster(dataDir: string): Postmaster | null {
  return readPostmaster(path.join(dataDir, "postgres"));
}

export function embeddedDatabaseUrl(dataDir: string): string {
  const password = fs.readFileSync(path.join(dataDir, "secrets/postgres-password"), "utf8");
  return `postgresql://dryrun:${password}@127.0.0.1:${embeddedPostmaster(dataDir)?.port}/dryrun`;
}
