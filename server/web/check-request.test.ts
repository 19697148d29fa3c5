import os from "node:os";
import { expect, test } from "vitest";
import {
  isKnownHost,
  isOwnOrigin,
  isUnambiguous,
  MAX_BODY_BYTES,
  rejectRequest,
} from "./check-request";

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

test.each([
  "evil.example",
  "localhost.evil.example",
  "a b",
  "localhost:3000/x",
  "",
  undefined,
  // Other spellings of this computer, which a browser turns into the number before it asks.
  "localhost.:3000",
  "127.1:3000",
  "2130706433:3000",
  "0x7f000001:3000",
  "0177.0.0.1:3000",
  "::1",
  "ana@localhost:3000",
  "localhost:3000, evil.example",
])("a local app does not answer to %j, which another page may have pointed here", (host) => {
  expect(isKnownHost(host, local)).toBe(false);
});

test("a deployed app answers to its own name only", () => {
  expect(isKnownHost("dryrun.example", deployed)).toBe(true);
  expect(isKnownHost("Dryrun.Example", deployed)).toBe(true);
  expect(isKnownHost("dryrun.example:8443", deployed)).toBe(false);
  expect(isKnownHost("10.0.0.7", deployed)).toBe(false);
});

const get = { method: "GET", headers: { host: "10.0.0.7:3000" } };
const statusOf = (
  request: Pick<Parameters<typeof rejectRequest>[0], "method" | "headers">,
  path = "/home",
  rules: Parameters<typeof rejectRequest>[2] = deployed,
) => rejectRequest({ url: path, rawHeaders: [], ...request }, path, rules)?.status ?? "answered";

test.each([
  ["/home?a=//b", ["Host", "a", "Accept", "*/*"], true],
  ["/home", ["Host", "a", "hOST", "b"], false],
  ["/home", ["Accept", "host", "Host", "a"], true],
  ["http://evil.example/home", ["Host", "a"], false],
  ["//evil.example/home", ["Host", "a"], false],
  ["/\\evil.example", ["Host", "a"], false],
  ["*", ["Host", "a"], false],
  ["evil.example:443", ["Host", "a"], false],
])("what %s with %j asks for is clear: %s", (url, rawHeaders, isClear) => {
  expect(isUnambiguous({ url, rawHeaders })).toBe(isClear);
});

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
  ["https://dryrun.example, https://evil.example", 403],
  ["https://dryrun.example/", 403],
  ["null", 403],
  ["nonsense", 403],
  ["", 403],
])("a form from %s is %s", (origin, outcome) => {
  expect(statusOf(post({ origin }))).toBe(outcome);
});

test("a form that does not say where it comes from is refused", () => {
  const { method, headers } = post({});
  expect(statusOf({ method, headers })).toBe(403);
  const at = { host: "localhost:3000", "content-length": "1" };
  expect(statusOf({ method, headers: at }, "/home", local)).toBe(403);
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
  const ours = { origin: "https://dryrun.example" };
  const long = (bytes: number) => statusOf(post({ ...ours, "content-length": String(bytes) }));
  expect(long(MAX_BODY_BYTES)).toBe("answered");
  expect(long(MAX_BODY_BYTES + 1)).toBe(413);
  expect(statusOf(post({ ...ours, "transfer-encoding": "chunked" }))).toBe(411);
  expect(statusOf({ method: "POST", headers: { host: "dryrun.example", ...ours } })).toBe(411);
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
