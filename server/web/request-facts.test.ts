import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { clientAddressOf, routeOf, stateFacts } from "./request-facts";

const from = (remoteAddress: string, forwarded?: string) => ({
  socket: { remoteAddress } as Socket,
  headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
});

test("in a deployed app the address is the one that whoever stands in front of us saw", () => {
  expect(clientAddressOf(from("10.0.0.2", "203.0.113.9"), true)).toBe("203.0.113.9");
  expect(clientAddressOf(from("10.0.0.2", "1.2.3.4, 203.0.113.9"), true)).toBe("203.0.113.9");
  expect(clientAddressOf(from("10.0.0.2"), true)).toBe("10.0.0.2");
});

test.each([
  ["203.0.113.9:51234", "203.0.113.9"],
  ["2001:db8::7", "2001:db8::7"],
  ["[2001:db8::7]", "2001:db8::7"],
  ["[2001:db8::7]:51234", "2001:db8::7"],
  ["unknown", "10.0.0.2"],
  ["203.0.113.9:51234:1", "10.0.0.2"],
  ["1.2.3.4,", "10.0.0.2"],
  ["", "10.0.0.2"],
])("a proxy that writes %j means %s", (forwarded, address) => {
  expect(clientAddressOf(from("10.0.0.2", forwarded), true)).toBe(address);
});

test("in a local app nobody can claim another address, and this computer has none", () => {
  expect(clientAddressOf(from("192.168.1.7", "203.0.113.9"), false)).toBe("192.168.1.7");
  expect(clientAddressOf(from("127.0.0.1", "203.0.113.9"), false)).toBeNull();
  expect(clientAddressOf(from("::1"), false)).toBeNull();
  expect(clientAddressOf(from("::ffff:127.0.0.1"), false)).toBeNull();
});

test("what a browser claims about itself is replaced by what we know", () => {
  const headers = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "1.2.3.4",
    "x-client-address": "1.2.3.4",
    "x-request-path": "//evil.example",
    "x-nonce": "guessed",
  };
  stateFacts(headers, {
    id: "1",
    url: "/home?tab=a&_rsc=xyz",
    host: "localhost:3000",
    isSecure: false,
    clientAddress: null,
    nonce: "n",
    contentSecurityPolicy: "p",
  });
  expect(headers).toEqual({
    "x-forwarded-host": "localhost:3000",
    "x-forwarded-proto": "http",
    "x-request-path": "/home?tab=a",
    "x-nonce": "n",
    "x-request-id": "1",
    "content-security-policy": "p",
  });
});

test.each([
  ["/join/secret-token", "/join/[token]"],
  ["/reset/secret-token", "/reset/[token]"],
  ["/interviews/7b6f3f0e-8a51-4c0e-9d3c-0c6c8a3f1f00/room", "/interviews/[interviewId]/room"],
  ["/interviews/new", "/interviews/new"],
  ["/interviews/a-name/review/markdown", "/interviews/[interviewId]/review/markdown"],
  ["/api/auth/callback/account", "/api/auth/[...nextauth]"],
  ["/_next/static/chunks/a.js", "/_next"],
  ["/home", "/home"],
  ["/", "/"],
  ["/reset/secret/token", "none of ours"],
  ["//join/secret-token", "none of ours"],
  ["/%6aoin/secret-token", "none of ours"],
  ["/a name somebody typed", "none of ours"],
])("the log says %s as %s", (path, route) => {
  expect(routeOf(path)).toBe(route);
});
