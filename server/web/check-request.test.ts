import os from "node:os";
import { expect, test } from "vitest";
import { isKnownHost, isOwnOrigin, MAX_BODY_BYTES, rejectRequest } from "./check-request";

const local = { appHost: null, origins: ["http://localhost:3000"] };
const deployed = { appHost: "dryrun.example", origins: ["https://dryrun.example"] };

test.each([
  "localhost:3000",
  "127.0.0.1:3000",
  "[::1]:3000",
  "192.168.1.20:3000",
  "localhost",
  `${os.hostname()}:3000`,
])("a local app answers to %s", (host) => {
  expect(isKnownHost(host, local)).toBe(true);
});

test.each(["evil.example", "localhost.evil.example", "a b", "localhost:3000/x", "", undefined])(
  "a local app does not answer to %j, which another page may have pointed here",
  (host) => {
    expect(isKnownHost(host, local)).toBe(false);
  },
);

test("a deployed app answers to its own name only", () => {
  expect(isKnownHost("dryrun.example", deployed)).toBe(true);
  expect(isKnownHost("Dryrun.Example", deployed)).toBe(true);
  expect(isKnownHost("dryrun.example:8443", deployed)).toBe(false);
  expect(isKnownHost("10.0.0.7", deployed)).toBe(false);
});

const get = { method: "GET", headers: { host: "10.0.0.7:3000" } };
const statusOf = (
  request: Parameters<typeof rejectRequest>[0],
  path = "/home",
  rules: Parameters<typeof rejectRequest>[2] = deployed,
) => rejectRequest(request, path, rules)?.status ?? "answered";

test("a balancer may ask for health by number, and for nothing else", () => {
  expect(statusOf(get, "/health/live")).toBe("answered");
  expect(statusOf(get, "/health/ready")).toBe("answered");
  expect(statusOf(get, "/health/other")).toBe(421);
  expect(statusOf(get)).toBe(421);
});

const post = (headers: Record<string, string>) => ({
  method: "POST",
  headers: { host: "dryrun.example", "content-length": "10", ...headers },
});

test.each([
  ["https://dryrun.example", "answered"],
  ["https://evil.example", 403],
  ["https://dryrun.example.evil.example", 403],
  ["http://dryrun.example", 403],
  ["https://dryrun.example:8443", 403],
  ["null", 403],
  ["nonsense", 403],
])("a form from %s is %s", (origin, outcome) => {
  expect(statusOf(post({ origin }))).toBe(outcome);
});

test("a local form may come from any of the computer's own addresses, if it is the same one", () => {
  const request = (host: string, origin: string) => post({ host, origin });
  const at = (host: string, origin: string) => statusOf(request(host, origin), "/home", local);
  expect(at("192.168.1.20:3000", "http://192.168.1.20:3000")).toBe("answered");
  expect(at("192.168.1.20:3000", "http://192.168.1.20:4000")).toBe(403);
  // A forwarded port, and a proxy that asks under a name of its own.
  expect(at("localhost:8080", "http://localhost:8080")).toBe("answered");
  expect(at("127.0.0.1:3000", "http://localhost:3000")).toBe("answered");
  expect(at("evil.example", "http://evil.example")).toBe(421);
});

test("a body is as long as it says, and at most a MiB", () => {
  expect(statusOf(post({ "content-length": String(MAX_BODY_BYTES) }))).toBe("answered");
  expect(statusOf(post({ "content-length": String(MAX_BODY_BYTES + 1) }))).toBe(413);
  expect(statusOf(post({ "transfer-encoding": "chunked" }))).toBe(411);
  expect(statusOf({ method: "POST", headers: { host: "dryrun.example" } })).toBe(411);
});

test.each(["PUT", "DELETE", "TRACE", "PATCH"])("nothing here is done by %s", (method) => {
  expect(statusOf({ ...get, method, headers: { host: "dryrun.example" } })).toBe(405);
});

test("a socket needs a page of ours behind it, so an absent origin will not do", () => {
  expect(isOwnOrigin({ host: "dryrun.example" }, deployed)).toBe(false);
  expect(isOwnOrigin({ host: "localhost:3000" }, local)).toBe(false);
  expect(isOwnOrigin({ host: "x", origin: "https://dryrun.example" }, deployed)).toBe(true);
  // Pointing one's own name at this computer does not make its pages ours.
  expect(isOwnOrigin({ host: "evil.example", origin: "http://evil.example" }, local)).toBe(false);
});
