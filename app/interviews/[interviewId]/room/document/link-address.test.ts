import { expect, test } from "vitest";
import { linkAddress } from "./link-address";

test.each([
  ["https://example.org/a?b", "https://example.org/a?b"],
  [" example.org ", "https://example.org"],
  ["example.org:8080/x", "https://example.org:8080/x"],
  ["a.person@example.org", "mailto:a.person@example.org"],
  ["mailto:a@example.org", "mailto:a@example.org"],
])("%s means %s", (typed, href) => {
  expect(linkAddress(typed)).toBe(href);
});

test.each(["", "two words", "word", "javascript:alert(1)", "ftp://example.org", "/relative"])(
  "%s is no address",
  (typed) => {
    expect(linkAddress(typed)).toBeNull();
  },
);
