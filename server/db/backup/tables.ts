/** How tables are read for a backup: which there are, in which order, and as what text. */
import { createHash, type Hash } from "node:crypto";
import { Transform } from "node:stream";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { TableSummary } from "./manifest";

/** Of the migrations, not of the product. A backup names them apart. */
const BOOKKEEPING = "_prisma_migrations";

/** The same rows are the same text on every server, whatever it is set to. */
const SAME_TEXT_EVERYWHERE = `
  SET client_encoding = 'UTF8'; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD';
  SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 1;
  SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`;

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** What its rows are ordered by, ready for a statement. */
  readonly order: string;
}

export async function setBackupText(client: pg.ClientBase): Promise<void> {
  await client.query(SAME_TEXT_EVERYWHERE);
}

/** All tables of the product, those that others refer to first. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{
    name: string;
    columns: string[];
    key: { column: string; isText: boolean }[];
    needs: string[];
  }>(
    `SELECT c.relname AS name,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                AND a.attgenerated = '') AS columns,
            (SELECT json_agg(json_build_object('column', a.attname,
                               'isText', a.atttypid IN ('text'::regtype, 'varchar'::regtype))
                             ORDER BY array_position(i.indkey::int2[], a.attnum))
               FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
              WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
            ARRAY(SELECT DISTINCT f.confrelid::regclass::text FROM pg_constraint f
                   WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS needs
       FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> $1
      ORDER BY c.relname`,
    [BOOKKEEPING],
  );
  const ordered: typeof rows = [];
  while (ordered.length < rows.length) {
    const isListed = (name: string) => ordered.some((row) => row.name === name);
    const next = rows.find((row) => !isListed(row.name) && row.needs.every(isListed));
    if (!next) throw new Error("Tables refer to each other in a circle.");
    ordered.push(next);
  }
  return ordered.map(({ name, columns, key }) => ({
    name,
    columns,
    // Letters are ordered differently from server to server.
    order: key
      .map(({ column, isText }) => `${quoted(column)}${isText ? ' COLLATE "C"' : ""}`)
      .join(", "),
  }));
}

/** The rows of a table as text, in the order of their key. */
export function readRows(client: pg.ClientBase, { name, columns, order }: Table) {
  const list = columns.map(quoted).join(", ");
  return client.query(
    copyTo(`COPY (SELECT ${list} FROM ${quoted(name)} ORDER BY ${order}) TO STDOUT`),
  );
}

/** Lets rows through and takes note of how many there were and of their checksum. */
export class Tally extends Transform {
  readonly #hash: Hash = createHash("sha256");
  #rows = 0;

  override _transform(
    chunk: Buffer,
    _: BufferEncoding,
    done: (e: null, chunk: Buffer) => void,
  ): void {
    this.#hash.update(chunk);
    // A line break inside of a value is written as two other characters.
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.#rows += 1;
    done(null, chunk);
  }

  result(): Pick<TableSummary, "rows" | "sha256"> {
    return { rows: this.#rows, sha256: this.#hash.digest("hex") };
  }
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
