/**
 * The process's one database client.
 *
 * Next bundles its own copy of every module, so the client is kept on `globalThis`:
 * pages, actions, services and rooms share one pool of connections. Only `main` and
 * tests open it (`open-database.ts`); everybody else asks here.
 */
import type { PrismaClient } from "./generated/client";

export type Db = PrismaClient;

const KEY = Symbol.for("dryrun.database");

type Holder = { [KEY]?: Db | undefined };

/** @throws when nothing has been opened, which is a mistake of the starting code */
export function database(): Db {
  const db = (globalThis as Holder)[KEY];
  if (!db) throw new Error("The database was used before openDatabase was called.");
  return db;
}

/** Makes `db` the one that `database` returns; null takes it back. */
export function provideDatabase(db: Db | null): void {
  (globalThis as Holder)[KEY] = db ?? undefined;
}
