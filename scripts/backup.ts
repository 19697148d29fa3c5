/**
 * Copies everything that is stored into a folder: `npm run backup [-- folder]`.
 *
 * The app may be running: the copy is as of one moment. Put it back with `npm run restore -- folder`.
 */
import path from "node:path";
import { backUp } from "@/server/db/backup/back-up";
import { BackupRefused } from "@/server/db/backup/manifest";
import { runCommand, withDatabase } from "./operator";

/** Told apart by time, so that a command without an argument never meets an older backup. */
function defaultFolder(): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return path.join("backups", `dryrun-${time}`);
}

await runCommand(async () => {
  const folder = path.resolve(process.argv[2] ?? defaultFolder());
  const { tables } = await withDatabase((url) => backUp(url, folder));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`Backed up ${rows} rows of ${tables.length} tables to ${folder}`);
  console.log("Keep it as safe as the database: it holds what people wrote, and password hashes.");
}, [BackupRefused]);
