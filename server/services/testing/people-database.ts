import { afterAll, beforeAll } from "vitest";
import type { Db } from "../../db/client";
import { connectDatabase } from "../../db/open-database";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database";
import type { PeopleContext } from "../people-context";

/**
 * A database for the tests of one file.
 *
 * @returns what services work with, at a moment of the test's choosing
 */
export function peopleDatabase(): (now?: Date) => PeopleContext {
  let database: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.url);
  });
  afterAll(async () => {
    await db?.$disconnect();
    await database?.drop();
  });
  return (now = new Date()) => ({ db, now });
}
