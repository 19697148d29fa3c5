import { defineConfig, devices } from "@playwright/test";

const SECOND_MS = 1000;

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
  timeout: 90 * SECOND_MS,
  expect: { timeout: 15 * SECOND_MS },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    // The app's own address; the setup has started it when the workers read this file.
    ...(process.env.E2E_APP_URL !== undefined && { baseURL: process.env.E2E_APP_URL }),
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
