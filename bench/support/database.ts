/** The Postgres the figures are taken with: durable as in production, and the generator's alone. */
import path from "node:path";
import { migrate } from "@/server/db/migrate";
import { queryOnce } from "@/server/db/query-once";
import { startEmbeddedPostgres } from "@/server/embedded-postgres/start";

const DATA_DIR = path.resolve(import.meta.dirname, "../../.cache/bench-database");

/** Everything in a database of this name is thrown away; no other is ever touched. */
const DATABASE = "dryrun_bench";

export interface BenchDatabase {
  url: string;
  stop(): Promise<void>;
}

/** BENCH_DATABASE_URL names a server to use instead; a database is made in it. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const given = process.env.BENCH_DATABASE_URL;
  const server =
    given === undefined
      ? await startEmbeddedPostgres({ dataDir: DATA_DIR })
      : { url: given, stop: async () => {} };
  await queryOnce(server.url, `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await queryOnce(server.url, `CREATE DATABASE ${DATABASE}`);
  const url = new URL(server.url);
  url.pathname = `/${DATABASE}`;
  await migrate(url.href);
  return { url: url.href, stop: server.stop };
}

/** The database of a running measurement. @throws when it is not one that may be emptied */
export function benchDatabaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url || new URL(url).pathname !== `/${DATABASE}`)
    throw new Error(
      `DATABASE_URL must name a database ${DATABASE}; start with bench/generator.ts.`,
    );
  return url;
}
