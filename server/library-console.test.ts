import { expect, test } from "vitest";
import { logLibraryConsole, whileAnswering } from "./library-console";
import { createLog } from "./log";

function capture() {
  const lines: string[] = [];
  const log = createLog("debug", { write: (line: string) => void lines.push(line) });
  const target = { ...console };
  logLibraryConsole(log, target);
  return { target, entries: () => lines.map((line) => JSON.parse(line)) };
}

test("an error that a library prints is an entry with its request, and without what it failed on", () => {
  const { target, entries } = capture();
  const error = Object.assign(new Error('duplicate key "the text"'), {
    code: "23505",
    detail: "the text",
  });
  whileAnswering({ requestId: "r1", route: "/home" }, () =>
    target.error("⨯", "the text", error, { row: "the text" }),
  );
  expect(entries()).toEqual([
    expect.objectContaining({
      level: "error",
      requestId: "r1",
      route: "/home",
      error: expect.objectContaining({ code: "23505", message: 'duplicate key "…"' }),
    }),
  ]);
  expect(JSON.stringify(entries())).not.toContain("the text");
});

test("what a library says without an error is noted, and not what it says", () => {
  const { target, entries } = capture();
  target.warn("Somebody sent the text");
  target.log("the text");
  expect(entries().map(({ level, msg }) => [level, msg])).toEqual([
    ["warn", "A library reports"],
    ["debug", "A library reports"],
  ]);
});
