import { expect, test } from "vitest";
import { connectDatabase } from "../db/open-database";
import { checkReadiness } from "./check-readiness";
import { peopleDatabase } from "./testing/people-database";

const people = peopleDatabase();

test("with its tables and a database that takes writes the app is ready, however often it is asked", async () => {
  expect(await checkReadiness(people())).toEqual({ isReady: true });
  expect(await checkReadiness(people())).toEqual({ isReady: true });
  expect(await people().db.throttle.count()).toBe(1);
});

test("while a migration has begun and not ended it is not", async () => {
  const { db } = people();
  await db.$executeRaw`
    INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', 'begun')`;
  expect(await checkReadiness(people())).toEqual({ isReady: false, reason: "migrating" });
  await db.$executeRaw`DELETE FROM _prisma_migrations WHERE id = 'x'`;
});

test("a database that can be read and not written to is no database", async () => {
  const { db } = people();
  await db.$executeRaw`
    ALTER TABLE throttles ADD CONSTRAINT full_disk CHECK (key <> 'health:probe') NOT VALID`;
  await db.throttle.deleteMany();
  expect(await checkReadiness(people())).toEqual({ isReady: false, reason: "database" });
  await db.$executeRaw`ALTER TABLE throttles DROP CONSTRAINT full_disk`;
});

test("a database that is not there is told as such", async () => {
  const db = connectDatabase("postgresql://nobody:nothing@127.0.0.1:1/none");
  expect(await checkReadiness({ db, now: new Date() })).toEqual({
    isReady: false,
    reason: "database",
  });
  await db.$disconnect();
});
