/**
 * Puts a backup into an empty database: `npm run restore -- folder`.
 *
 * Set DATA_DIR to a new folder, or DATABASE_URL to an empty database, first.
 */
import path from "node:path";
import { BackupRefused } from "@/server/db/backup/manifest";
import { restore } from "@/server/db/backup/restore";
import { CommandRefused, runCommand, withDatabase } from "./operator";

await runCommand(async () => {
  const [, , folder] = process.argv;
  if (!folder) throw new CommandRefused("Say which backup: npm run restore -- backups/dryrun-…");
  const manifest = await withDatabase((url) => restore(url, path.resolve(folder)));
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`Restored ${rows} rows as of ${manifest.madeAt}, and compared them with the backup.`);
}, [BackupRefused]);
