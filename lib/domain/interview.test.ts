import { expect, test } from "vitest";
import { type InterviewCommand, InterviewState, stepInterview } from "./interview";
import { MINUTE_MS, type Plan } from "./plan";

const plan: Plan = [{ phaseId: "p1", name: "One", minutes: 35, isScored: true }];
const NOW = 1_800_000_000_000;

function run(...commands: InterviewCommand[]): InterviewState {
  return commands.reduce<InterviewState>(
    (state, command, i) => {
      const next = stepInterview(state, command, plan, NOW + i * MINUTE_MS);
      if (!next.ok) throw new Error(`${command.type}: ${next.code}`);
      return next.value;
    },
    { status: "scheduled" },
  );
}

test("an interview runs from scheduled to finished", () => {
  const finished = run(
    { type: "open" },
    { type: "start" },
    { type: "pause" },
    { type: "resume" },
    { type: "end" },
    { type: "finish", reason: "all-submitted" },
  );
  expect(finished).toMatchObject({
    status: "finished",
    endReason: "ended",
    actualMs: [2 * MINUTE_MS],
    finishReason: "all-submitted",
  });
  expect(InterviewState.parse(finished)).toEqual(finished);
});

test("starting twice and ending twice is refused by name", () => {
  const live = run({ type: "open" }, { type: "start" });
  expect(stepInterview(live, { type: "start" }, plan, NOW)).toMatchObject({
    code: "already-started",
  });
  const debrief = run({ type: "open" }, { type: "start" }, { type: "end" });
  expect(stepInterview(debrief, { type: "end" }, plan, NOW)).toMatchObject({
    code: "already-ended",
  });
  expect(stepInterview(debrief, { type: "start" }, plan, NOW)).toMatchObject({
    code: "already-ended",
  });
});

test("only what has not started can be cancelled, and then nothing else happens", () => {
  const cancelled = run({ type: "cancel" });
  for (const type of ["open", "start", "end", "pause", "abandon", "cancel"] as const)
    expect(stepInterview(cancelled, { type }, plan, NOW)).toMatchObject({ code: "cancelled" });
  const live = run({ type: "open" }, { type: "start" });
  expect(stepInterview(live, { type: "cancel" }, plan, NOW).ok).toBe(false);
});

test("the clock's commands need a live interview", () => {
  expect(stepInterview({ status: "lobby" }, { type: "pause" }, plan, NOW)).toMatchObject({
    code: "not-live",
  });
  expect(
    stepInterview({ status: "lobby" }, { type: "finish", reason: "released" }, plan, NOW),
  ).toMatchObject({ code: "not-in-debrief" });
});

test("an abandoned interview says so", () => {
  expect(run({ type: "open" }, { type: "start" }, { type: "abandon" })).toMatchObject({
    status: "debrief",
    endReason: "abandoned",
  });
});
