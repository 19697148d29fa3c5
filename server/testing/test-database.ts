import { inject } from "vitest";
import { copyTemplate, type TestDatabase } from "./test-cluster";

export type { TestDatabase };

/** A database of one's own with all tables and no rows; a copy of a template, so it takes about 50 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return copyTemplate(inject("testClusterUrl"));
}
