/**
 * Copies everything that is stored into a folder, as of one moment, while people work on.
 *
 * One gzip file per table in Postgres' own text form, readable with `zcat`, and a manifest with the
 * checksums. Needs no program beside the database server, since the embedded one brings none along.
 */
import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import {
  BACKUP_FORMAT,
  BackupRefused,
  MANIFEST_FILE,
  type Manifest,
  type TableSummary,
  tableFile,
} from "./manifest";
import { listTables, readRows, setBackupText, type Table, Tally } from "./tables";

/** It has password hashes in it. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * @param folder must not exist yet; while it is being written its name ends in `.partial`
 * @throws BackupRefused when the folder is taken
 */
export async function backUp(databaseUrl: string, folder: string): Promise<Manifest> {
  const draft = `${folder}.partial`;
  if (fs.existsSync(folder)) throw new BackupRefused(`${folder} exists already.`);
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true, mode: FOLDER_MODE });

  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "dryrun backup",
  });
  await client.connect();
  try {
    await setBackupText(client);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const tables: TableSummary[] = [];
    const found = await listTables(client);
    if (found.length === 0) throw new BackupRefused("There is nothing in this database yet.");
    for (const table of found) tables.push(await writeTable(client, table, draft));
    const manifest: Manifest = {
      format: BACKUP_FORMAT,
      madeAt: new Date().toISOString(),
      migrations: await migrationsOf(client),
      tables,
      sequences: await sequencesOf(client),
    };
    await client.query("COMMIT");
    fs.writeFileSync(path.join(draft, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: FILE_MODE,
      flush: true,
    });
    fs.renameSync(draft, folder);
    return manifest;
  } finally {
    await client.end();
  }
}

async function writeTable(client: pg.Client, table: Table, folder: string): Promise<TableSummary> {
  const tally = new Tally();
  const file = tableFile(folder, table.name);
  const sink = fs.createWriteStream(file, { flags: "wx", mode: FILE_MODE, flush: true });
  await pipeline(readRows(client, table), tally, createGzip(), sink);
  return { name: table.name, columns: [...table.columns], ...tally.result() };
}

async function migrationsOf(client: pg.Client): Promise<Manifest["migrations"]> {
  const { rows } = await client.query<Manifest["migrations"][number]>(`
    SELECT migration_name AS name, checksum FROM "_prisma_migrations"
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`);
  return rows;
}

/** Read after the tables: a number that was taken meanwhile is only skipped. */
async function sequencesOf(client: pg.Client): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<{ name: string; lastValue: string | null }>(`
    SELECT sequencename AS name, last_value::text AS "lastValue" FROM pg_sequences
     WHERE schemaname = current_schema() ORDER BY 1`);
  return rows.map(({ name, lastValue }) => ({ name, lastValue: lastValue ?? "0" }));
}
