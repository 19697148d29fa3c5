/** What a backup says about itself. Written last, so a folder without it is a backup that was interrupted. */
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Raised when an older version could misread a newer backup. */
export const BACKUP_FORMAT = 1;
export const MANIFEST_FILE = "manifest.json";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Names of tables become names of files and parts of statements. */
const Identifier = z.string().regex(/^[a-z_][a-z0-9_]*$/);

export const TableSummary = z.object({
  name: Identifier,
  columns: z.array(Identifier).min(1),
  rows: z.int().min(0),
  /** Of the rows as Postgres prints them, ordered by primary key. */
  sha256: Sha256,
});
export type TableSummary = z.infer<typeof TableSummary>;

export const Manifest = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** ISO 8601, UTC. */
  madeAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: Sha256 })).min(1),
  /** In an order in which no row refers to one that comes later. */
  tables: z.array(TableSummary).min(1),
  sequences: z.array(z.object({ name: Identifier, lastValue: z.string().regex(/^\d+$/) })),
});
export type Manifest = z.infer<typeof Manifest>;

/** A backup that cannot be made or restored for a reason a person can mend; the message is for them. */
export class BackupRefused extends Error {
  override name = "BackupRefused";
}

/** @throws BackupRefused when this is no backup, or one of a newer version */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, MANIFEST_FILE);
  if (!fs.existsSync(file)) {
    throw new BackupRefused(
      `${folder} is no backup: it has no ${MANIFEST_FILE}. A backup that was interrupted has none, and its name ends in .partial.`,
    );
  }
  const parsed = Manifest.safeParse(parseJson(fs.readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BackupRefused(
    issue?.path[0] === "format"
      ? `This backup was made by another version of Dryrun, which writes them differently.`
      : `${file} is damaged (${issue?.path.join(".") || "it is no JSON"}).`,
  );
}

export function tableFile(folder: string, name: string): string {
  return path.join(folder, `${name}.copy.gz`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
