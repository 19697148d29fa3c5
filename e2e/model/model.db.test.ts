/** The model test over Postgres: fewer seeds, since every commit is one. */
import { expect, test } from "vitest";
import { interviewDatabase } from "@/server/services/testing/interview-database";
import { postgresStorage } from "./postgres-storage";
import { runModel } from "./run";

const data = interviewDatabase();

test.each([1, 2, 3, 4, 5, 6])(
  "seed %i keeps every promise with the log in Postgres",
  async (seed) => {
    const storage = await postgresStorage(data);
    const { broken } = await runModel(seed, { openStorage: async () => storage });
    await storage.close();
    expect(broken, `seed ${seed}`).toEqual([]);
  },
);
