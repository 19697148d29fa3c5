import { expect, test } from "vitest";
import { createLog, type LogFields } from "./log";

function capture(level: string) {
  const lines: string[] = [];
  const log = createLog(level, { write: (line: string) => void lines.push(line) });
  return { log, entries: () => lines.map((line) => JSON.parse(line)) };
}

test("an entry holds its sentence, level, time and the fields of the list", () => {
  const { log, entries } = capture("info");
  log.info("Room loaded", { interviewId: "i1", durationMs: 12 });
  expect(entries()).toEqual([
    expect.objectContaining({
      level: "info",
      msg: "Room loaded",
      interviewId: "i1",
      durationMs: 12,
      time: expect.stringMatching(/^\d{4}-/),
    }),
  ]);
});

test("a field that is not on the list is left out, whatever put it there", () => {
  const { log, entries } = capture("info");
  const smuggled = { code: "stale", text: "what somebody wrote", token: "t" };
  log.info("Refused", smuggled as LogFields);
  expect(entries()[0]).toMatchObject({ code: "stale" });
  expect(JSON.stringify(entries())).not.toMatch(/somebody|token/);
});

test("of an error the log keeps kind, code, first line and place", () => {
  const { log, entries } = capture("info");
  const error = Object.assign(new Error("It broke\nwhile storing: the text of a person"), {
    code: "P2002",
    meta: "the text of a person",
  });
  log.error("Fault", { error: new Error("Outer", { cause: error }) });
  expect(entries()[0].error).toMatchObject({
    name: "Error",
    message: "Outer",
    cause: { code: "P2002", message: "It broke" },
  });
  expect(JSON.stringify(entries())).not.toContain("text of a person");
});

test.each([
  ['invalid input syntax for type uuid: "the text"', 'invalid input syntax for type uuid: "…"'],
  [
    "Unexpected token 't', \"the text\" is not valid JSON",
    "Unexpected token '…\" is not valid JSON",
  ],
  ['value: "the "quoted" text" is no', 'value: "…" is no'],
  ["Can't reach the database at 10.0.0.7", "Can't reach the database at 10.0.0.7"],
])("what an error quotes is left out: %s", (message, kept) => {
  const { log, entries } = capture("info");
  log.error("Fault", { error: new Error(message) });
  expect(entries()[0].error.message).toBe(kept);
  expect(JSON.stringify(entries())).not.toContain("the text");
});

test("a line of a message that looks like a place in the code is none", () => {
  const { log, entries } = capture("info");
  const error = Object.assign(new Error("It broke\n    at the text (of a person)"), {
    code: "the text of a person",
  });
  log.error("Fault", { error });
  expect(entries()[0].error.at[0]).toMatch(/log\.test\.ts/);
  expect(JSON.stringify(entries())).not.toContain("the text");
});

test("a thrown value that is no error is named by its type only", () => {
  const { log, entries } = capture("info");
  log.error("Fault", { error: "the text of a person" });
  expect(entries()[0].error).toEqual({ name: "string", message: "" });
});

test("entries below the level are not written", () => {
  const { log, entries } = capture("warn");
  log.info("Quiet");
  log.warn("Heard");
  expect(entries()).toHaveLength(1);
});
