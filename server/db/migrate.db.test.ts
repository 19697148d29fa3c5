import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { migrate, readMigrations } from "./migrate";
import { queryOnce } from "./query-once";

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  await queryOnce(database.url, "DROP SCHEMA public CASCADE");
  await queryOnce(database.url, "CREATE SCHEMA public");
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "migrations-"));
});
afterEach(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

function write(name: string, sql: string): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

test("all migrations are applied once, in order, and not again", async () => {
  const names = readMigrations().map(({ name }) => name);
  expect(await migrate(database.url)).toEqual(names);
  expect(await migrate(database.url)).toEqual([]);
});

test("two nodes that start together apply each migration once", async () => {
  write("1_first", "CREATE TABLE a (id int)");
  write("2_second", "CREATE TABLE b (id int); SELECT pg_sleep(0.2)");
  const applied = await Promise.all([
    migrate(database.url, { folder }),
    migrate(database.url, { folder }),
    migrate(database.url, { folder }),
  ]);
  expect(applied.flat().sort()).toEqual(["1_first", "2_second"]);
});

test("a migration that fails leaves nothing behind and can be tried again", async () => {
  write("1_first", "CREATE TABLE a (id int); SELECT 1/0");
  await expect(migrate(database.url, { folder })).rejects.toThrow("The migration 1_first failed");
  write("1_first", "CREATE TABLE a (id int)");
  expect(await migrate(database.url, { folder })).toEqual(["1_first"]);
});

test("a migration that was changed after it was applied stops the start", async () => {
  write("1_first", "CREATE TABLE a (id int)");
  await migrate(database.url, { folder });
  write("1_first", "CREATE TABLE a (id bigint)");
  await expect(migrate(database.url, { folder })).rejects.toThrow("1_first was changed");
});

test("a migration that another tool left unfinished stops the start", async () => {
  write("1_first", "CREATE TABLE a (id int)");
  await migrate(database.url, { folder });
  await queryOnce(database.url, `UPDATE "_prisma_migrations" SET finished_at = NULL`);
  await expect(migrate(database.url, { folder })).rejects.toThrow("not finished");
});
