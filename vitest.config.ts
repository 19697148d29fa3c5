import path from "node:path";
import { defineConfig } from "vitest/config";
import { PATIENCE_MS } from "./lib/testing/patience";

const MINUTE_MS = 60_000;

/** Everything that is neither ours nor source. */
const exclude = ["**/node_modules/**", ".next/**", "data/**", ".cache/**"];

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    exclude,
    expect: { poll: { timeout: PATIENCE_MS } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...exclude, "**/*.db.test.ts", "**/*.fault.test.ts"],
          // They take milliseconds; a busy machine must not turn the seeded ones into failures.
          testTimeout: MINUTE_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          globalSetup: "server/testing/vitest-databases.ts",
          testTimeout: MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
      {
        // Real processes, killed and started again. One file at a time, so that what is measured is
        // the fault and not the neighbour.
        extends: true,
        test: {
          name: "durability",
          include: ["e2e/**/*.fault.test.ts"],
          globalSetup: "server/testing/vitest-databases.ts",
          testTimeout: 10 * MINUTE_MS,
          hookTimeout: 5 * MINUTE_MS,
          fileParallelism: false,
        },
      },
    ],
  },
});
