/**
 * Brings the database to this version's schema at start.
 *
 * Keeps the same table as Prisma's own command, so `prisma migrate status` agrees with what was done
 * here; the command itself is a developer's tool and would want to download an engine.
 */
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { StartRefused } from "../start-refused";

/** Held while migrating, so that two nodes that start together take turns. Any number nobody else uses. */
const ADVISORY_LOCK = 7_283_402;

const MIGRATIONS = path.resolve(import.meta.dirname, "../../prisma/migrations");

const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly isFinished: boolean;
}

export interface MigrateOptions {
  /** One folder per migration, applied in order of their names. */
  folder?: string;
  /** The last one to be applied now, by name; left out, all. */
  upTo?: string;
}

/**
 * @returns the names of the migrations that were applied now
 * @throws StartRefused when the database's history and ours contradict each other
 */
export async function migrate(
  url: string,
  { folder = MIGRATIONS, upTo }: MigrateOptions = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(CREATE_TABLE);
    const applied = await loadApplied(client);
    const names: string[] = [];
    for (const migration of readMigrations(folder)) {
      if (upTo !== undefined && migration.name > upTo) break;
      const row = applied.find(({ name }) => name === migration.name);
      if (row !== undefined) {
        refuseContradiction(migration, row);
        continue;
      }
      await apply(client, migration);
      names.push(migration.name);
    }
    return names;
  } finally {
    // Ends the advisory lock as well.
    await client.end();
  }
}

/** All migrations of a folder, in the order they are applied in. */
export function readMigrations(folder = MIGRATIONS): Migration[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const content = fs.readFileSync(path.join(folder, name, "migration.sql"));
      const checksum = createHash("sha256").update(content).digest("hex");
      return { name, sql: content.toString("utf8"), checksum };
    });
}

async function loadApplied(client: pg.Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(`
    SELECT migration_name AS "name", checksum, finished_at IS NOT NULL AS "isFinished"
      FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`);
  return rows;
}

function refuseContradiction(migration: Migration, row: AppliedMigration): void {
  if (!row.isFinished) {
    throw new StartRefused(
      `The migration ${migration.name} was begun on this database and not finished. ` +
        "Restore the database from your copy, or mend it with `npx prisma migrate resolve`.",
    );
  }
  if (row.checksum !== migration.checksum) {
    throw new StartRefused(
      `The migration ${migration.name} was changed after it was applied to this database. ` +
        "Put the file back as it was; later changes belong into a migration of their own.",
    );
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations"
         ("id", "checksum", "finished_at", "migration_name", "applied_steps_count")
       VALUES ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`The migration ${name} failed`, { cause: error });
  }
}
