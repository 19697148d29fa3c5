import { expect, test } from "vitest";
import { rejectHandshake } from "./check-handshake";

const rules = { appHost: "dryrun.example", origins: ["https://dryrun.example"] };
const URL = "/socket.io/?EIO=4&transport=websocket";
const headers = {
  host: "dryrun.example",
  origin: "https://dryrun.example",
  upgrade: "WebSocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
};
const statusOf = (
  change: Record<string, string | undefined> = {},
  { method = "GET", url = URL } = {},
) => rejectHandshake({ method, url, headers: { ...headers, ...change } }, rules)?.status ?? "open";

test("a page of ours may open a socket", () => {
  expect(statusOf()).toBe("open");
});

test.each([
  undefined,
  "",
  "null",
  "https://evil.example",
  "http://dryrun.example",
  "https://dryrun.example:8443",
  "https://dryrun.example.evil.example",
])("a page of %s may not", (origin) => {
  expect(statusOf({ origin })).toBe(403);
});

test.each([
  "/socket.io/",
  "/socket.io/?EIO=4&transport=polling",
  "/socket.io/?EIO=3&transport=websocket",
  "/socket.io/?EIO=4&transport=websocket&sid=of-somebody-else",
  "/socket.io/?EIO=4&transport=websocket&transport=polling",
])("%s is no handshake", (url) => {
  expect(statusOf({}, { url })).toBe(400);
});

test.each([
  { upgrade: "h2c" },
  { "sec-websocket-version": "8" },
  { "sec-websocket-key": "short" },
  { "sec-websocket-key": undefined },
])("a handshake with %j is refused", (change) => {
  expect(statusOf(change)).toBe(400);
});

test("a socket is not opened by a form", () => {
  expect(statusOf({}, { method: "POST" })).toBe(400);
});
