import { expect, test } from "vitest";
import { createTestDatabase } from "../testing/test-database";
import { checkServer } from "./check-server";

test("a server that can be used is let through", async () => {
  const database = await createTestDatabase();
  await checkServer(database.url);
  await database.drop();
});

test("a server that is not there, or does not let us in, is named in one sentence", async () => {
  await expect(checkServer("postgresql://me:secret@localhost:1/mine")).rejects.toThrow(
    /^The database mine at localhost:1 cannot be used: connect ECONNREFUSED [^\n]*$/,
  );
  const database = await createTestDatabase();
  const wrong = new URL(database.url);
  wrong.password = "guess";
  await expect(checkServer(wrong.href)).rejects.toThrow("password authentication failed");
  await database.drop();
});
