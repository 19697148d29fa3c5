import { expect, test } from "vitest";
import { safeCallbackUrl, signInPath } from "./callback-url";

test.each([
  ["/home", "/home"],
  ["/interviews/new?case=ads#plan", "/interviews/new?case=ads#plan"],
  ["/join/abc", "/join/abc"],
  ["/a/../settings", "/settings"],
  ["/%2f%2fevil.example", "/%2f%2fevil.example"],
])("%s stays on the site as %s", (wanted, target) => {
  expect(safeCallbackUrl(wanted)).toBe(target);
});

test.each([
  ["another site", "https://evil.example/home"],
  ["no scheme", "//evil.example"],
  ["three slashes", "///evil.example"],
  ["a backslash", "/\\evil.example"],
  ["two backslashes", "\\\\evil.example"],
  ["a tab between the slashes", "/\t/evil.example"],
  ["a line break between the slashes", "/\n/evil.example"],
  ["a leading space", " //evil.example"],
  ["dots that resolve to another site", "/.//evil.example"],
  ["dots further in", "/x/..//evil.example"],
  ["a script", "javascript:alert(1)"],
  ["data", "data:text/html,hello"],
  ["somebody's name and password", "https://dryrun.example@evil.example"],
  ["a relative path", "home"],
  ["nothing", ""],
  ["no text", undefined],
  ["several values", ["/home", "//evil.example"]],
  ["an address of the sign-in itself", "/api/auth/signout"],
  ["a very long one", `/${"a".repeat(3_000)}`],
])("%s leads home", (_, wanted) => {
  expect(safeCallbackUrl(wanted)).toBe("/home");
});

test("the sign-in page carries the way back", () => {
  expect(signInPath("/interviews/new?case=ads")).toBe(
    "/sign-in?callbackUrl=%2Finterviews%2Fnew%3Fcase%3Dads",
  );
});
