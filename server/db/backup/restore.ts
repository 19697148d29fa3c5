/**
 * Puts a backup into a database in which nobody has done anything yet.
 *
 * All of it or nothing: one transaction, at whose end the rows are read back and compared with the
 * checksums of the backup.
 */
import fs from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { migrate, readMigrations } from "../migrate";
import {
  BackupRefused,
  type Manifest,
  readManifest,
  type TableSummary,
  tableFile,
} from "./manifest";
import { listTables, quoted, readRows, setBackupText, type Table, Tally } from "./tables";

/** @throws BackupRefused when the backup is damaged or too new, or the database is in use; nothing is changed then */
export async function restore(databaseUrl: string, folder: string): Promise<Manifest> {
  const manifest = readManifest(folder);
  const newest = refuseUnknownMigrations(manifest);
  await refuseNewerTables(databaseUrl, manifest);
  await migrate(databaseUrl, { upTo: newest });

  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "dryrun restore",
  });
  await client.connect();
  try {
    await setBackupText(client);
    await client.query("BEGIN");
    const tables = await listTables(client);
    await emptyTables(client, tables);
    for (const summary of manifest.tables) await readTable(client, summary, folder);
    for (const { name, lastValue } of manifest.sequences) {
      const isUsed = lastValue !== "0";
      await client.query("SELECT setval($1::regclass, $2, $3)", [
        quoted(name),
        isUsed ? lastValue : 1,
        isUsed,
      ]);
    }
    for (const table of tables) await compare(client, table, manifest);
    await client.query("COMMIT");
  } finally {
    // Without the COMMIT this undoes everything.
    await client.end();
  }
  await migrate(databaseUrl);
  return manifest;
}

/** @returns the newest migration of the backup */
function refuseUnknownMigrations({ migrations }: Manifest): string {
  const ours = readMigrations();
  for (const [i, { name, checksum }] of migrations.entries()) {
    if (ours[i]?.name === name && ours[i].checksum === checksum) continue;
    throw new BackupRefused(
      `This backup was made by another version of Dryrun (${name}). Restore it with that version or a newer one.`,
    );
  }
  return migrations.at(-1)?.name ?? "";
}

/** Tables that have been changed since the backup cannot take its rows in; an empty database can. */
async function refuseNewerTables(databaseUrl: string, manifest: Manifest): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ exists: boolean }>(
      `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS exists`,
    );
    if (!rows[0]?.exists) return;
    const applied = await client.query(
      `SELECT 1 FROM "_prisma_migrations" WHERE NOT migration_name = ANY ($1)`,
      [manifest.migrations.map(({ name }) => name)],
    );
    if (applied.rows.length === 0) return;
    throw new BackupRefused(
      "This database has newer tables than the backup. Restore into an empty one; it is brought up to date afterwards.",
    );
  } finally {
    await client.end();
  }
}

/** What the product stores by itself at every start goes; what people did stays, and stops us. */
async function emptyTables(client: pg.Client, tables: readonly Table[]): Promise<void> {
  const names = tables.map(({ name }) => quoted(name)).join(", ");
  await client.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`);
  const { rows } = await client.query<{ people: number; interviews: number }>(`
    SELECT (SELECT count(*)::int FROM users) AS people,
           (SELECT count(*)::int FROM interviews) AS interviews`);
  const { people = 0, interviews = 0 } = rows[0] ?? {};
  if (people + interviews > 0) {
    throw new BackupRefused(
      `There are people (${people}) and interviews (${interviews}) in this database already. Restore into an empty one.`,
    );
  }
  await client.query(`TRUNCATE ${names}`);
}

async function readTable(
  client: pg.Client,
  { name, columns, rows, sha256 }: TableSummary,
  folder: string,
): Promise<void> {
  const file = tableFile(folder, name);
  const tally = new Tally();
  const list = columns.map(quoted).join(", ");
  const sink = client.query(copyFrom(`COPY ${quoted(name)} (${list}) FROM STDIN`));
  try {
    await pipeline(fs.createReadStream(file), createGunzip(), tally, sink);
  } catch (error) {
    throw new BackupRefused(`${file} cannot be read.`, { cause: error });
  }
  const found = tally.result();
  if (found.sha256 !== sha256 || found.rows !== rows)
    throw new BackupRefused(`${file} is not what was backed up: its checksum differs.`);
}

/** What the database has now, read back the way a backup reads it. */
async function compare(client: pg.Client, table: Table, manifest: Manifest): Promise<void> {
  const tally = new Tally();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(readRows(client, table), tally, nowhere);
  const expected = manifest.tables.find(({ name }) => name === table.name);
  if (tally.result().sha256 !== expected?.sha256)
    throw new BackupRefused(`The table ${table.name} did not arrive as it was backed up.`);
}
