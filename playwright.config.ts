import { defineConfig, devices } from "@playwright/test";

const SECOND_MS = 1000;
/** No test takes a third of it where two work at a time, and some take six times as long on a busy computer. */
const TEST_MS = 600 * SECOND_MS;
/** For a step that takes less than a second, and twenty times that on a busy computer. */
const STEP_MS = 60 * SECOND_MS;
/** The same for what a page shows after a step. */
const SHOWN_MS = 30 * SECOND_MS;

/** Chromium's own services off; the sandbox too where there can be none, which is as root. */
const chromiumArgs = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/support/global-setup.ts",
  outputDir: "test-results",
  forbidOnly: true,
  // A test that passes when it is repeated is a bug with a name.
  retries: 0,
  workers: 2,
  timeout: TEST_MS,
  expect: { timeout: SHOWN_MS, toPass: { timeout: STEP_MS } },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    // The app's own address; the setup has started it when the workers read this file.
    ...(process.env.E2E_APP_URL !== undefined && { baseURL: process.env.E2E_APP_URL }),
    actionTimeout: STEP_MS,
    navigationTimeout: STEP_MS,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      args: chromiumArgs,
      ...(process.env.CHROMIUM_PATH !== undefined && {
        executablePath: process.env.CHROMIUM_PATH,
      }),
    },
  },
});
