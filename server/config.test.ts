import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { addresses, keepLocalSecret, readConfig } from "./config";

const SECRET = "a-secret-that-is-long-enough-for-anybody";

test("without any setting the app is local, on loopback, with a port that may move", () => {
  expect(readConfig({})).toEqual({
    mode: "local",
    host: "127.0.0.1",
    port: 3000,
    mayMovePort: true,
    appUrl: null,
    databaseUrl: null,
    dataDir: path.resolve("data"),
    secret: null,
    logLevel: "warn",
    roomRateFactor: 1,
  });
});

test("a setting that is blank counts as absent", () => {
  expect(readConfig({ PORT: "", APP_URL: "", DATABASE_URL: "" })).toEqual(readConfig({}));
});

test("a port that somebody chose does not move", () => {
  expect(readConfig({ PORT: "3000" }).mayMovePort).toBe(false);
  expect(readConfig({ APP_URL: "https://a.example", NEXTAUTH_SECRET: SECRET }).mayMovePort).toBe(
    false,
  );
});

test("an address makes the app deployed, and only its origin counts", () => {
  const config = readConfig({ APP_URL: "https://a.example/room/", NEXTAUTH_SECRET: SECRET });
  expect(config.mode).toBe("deployed");
  expect(addresses(config, 3000)).toEqual({
    main: "https://a.example",
    network: [],
    origins: ["https://a.example"],
  });
});

test.each([
  [{ APP_URL: "https://a.example" }, "NEXTAUTH_SECRET is missing."],
  [
    { APP_URL: "https://a.example", NEXTAUTH_SECRET: "x".repeat(31) },
    "NEXTAUTH_SECRET is too short",
  ],
  [{ NEXTAUTH_SECRET: "short" }, "NEXTAUTH_SECRET is too short"],
  [{ APP_URL: "http://a.example", NEXTAUTH_SECRET: SECRET }, "APP_URL must be the https address"],
  [{ DATABASE_URL: "mysql://x/y" }, "DATABASE_URL must start with postgresql://"],
  [{ PORT: "many" }, "PORT must be a number"],
  [{ PORT: "70000" }, "PORT"],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be"],
  [{ ROOM_RATE_FACTOR: "fast" }, "ROOM_RATE_FACTOR must be a number"],
  [{ ROOM_RATE_FACTOR: "0.5" }, "ROOM_RATE_FACTOR must be at least 1"],
  [{ ROOM_RATE_FACTOR: "1001" }, "ROOM_RATE_FACTOR must be at most 1000"],
])("a wrong setting stops the start with one line that names it: %o", (env, line) => {
  let message = "";
  try {
    readConfig(env);
  } catch (error) {
    message = String((error as Error).message);
  }
  expect(message).toContain(line);
  expect(message.split("\n")).toHaveLength(1);
});

test("a secret of the shortest length is enough", () => {
  expect(readConfig({ NEXTAUTH_SECRET: "x".repeat(32) }).secret).toHaveLength(32);
});

test("a loopback app is reached under the names of this computer only", () => {
  expect(addresses(readConfig({}), 3007)).toEqual({
    main: "http://localhost:3007",
    network: [],
    origins: ["http://localhost:3007", "http://127.0.0.1:3007", "http://[::1]:3007"],
  });
});

test("an app on all interfaces names the addresses others can open, and takes them as origins", () => {
  const { network, origins } = addresses(readConfig({ HOST: "0.0.0.0" }), 3007);
  for (const address of network) expect(address).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:3007$/);
  expect(origins).toEqual(expect.arrayContaining([...network]));
});

test("the local secret is made once, and only its owner can read it", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "secret-"));
  const secret = keepLocalSecret(folder);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(keepLocalSecret(folder)).toBe(secret);
  expect(fs.readdirSync(path.join(folder, "secrets"))).toEqual(["sign-in-secret"]);
  expect(fs.statSync(path.join(folder, "secrets/sign-in-secret")).mode & 0o777).toBe(0o600);
  fs.rmSync(folder, { recursive: true });
});
