/**
 * Each code of refusal at its edge: what is just inside is taken, what is one past it is refused with
 * that code. `scripts/refusals.test.ts` sees that none is missing; those that need a database, and
 * the limits of one update, are tested where the rest of their subject is.
 */
import { beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { startClock, stepClock } from "@/lib/domain/clock";
import { CommandId, InterviewId } from "@/lib/domain/ids";
import { type InterviewCommand, type InterviewState, stepInterview } from "@/lib/domain/interview";
import { MAX_PHASE_MINUTES, MIN_PHASE_MINUTES, MINUTE_MS, type Plan } from "@/lib/domain/plan";
import type { RefusalCode } from "@/lib/protocol/refusals";
import type { Db } from "../db/client";
import { commandInterview } from "./clock-commands";
import type { UploadReply } from "./plane-document";
import type { Room } from "./room";
import { silentLog } from "./testing/silent-log";
import { ADA, BEN, LIVE, OLGA, TestConnection, TestTab, testRoom } from "./testing/test-room";

const NOW = 1_800_000_000_000;
const plan: Plan = [5, 10].map((minutes, i) => ({
  phaseId: `p${i}`,
  name: `Phase ${i}`,
  minutes,
  isScored: true,
}));

describe("the clock and the life of an interview", () => {
  const running = startClock(plan, NOW);
  const paused = stepClock(running, { type: "pause" }, NOW);
  if (!paused.ok) throw new Error("A running clock pauses.");
  const codeOf = (result: { ok: true } | { ok: false; code: string }) =>
    result.ok ? null : result.code;
  const stepped = (clock: typeof running, command: Parameters<typeof stepClock>[1]) =>
    codeOf(stepClock(clock, command, NOW));

  test("[already-paused] [already-running] a clock pauses and goes on once each", () => {
    expect(stepped(running, { type: "pause" })).toBeNull();
    expect(stepped(paused.value, { type: "pause" })).toBe("already-paused");
    expect(stepped(paused.value, { type: "resume" })).toBeNull();
    expect(stepped(running, { type: "resume" })).toBe("already-running");
  });

  test("[stale-phase] [first-phase] [last-phase] phases move from the one that is open, as far as there are some", () => {
    const last = { ...running, phase: 1 };
    expect(stepped(running, { type: "advance", from: 0 })).toBeNull();
    expect(stepped(running, { type: "advance", from: 1 })).toBe("stale-phase");
    expect(stepped(last, { type: "back", from: 0 })).toBe("stale-phase");
    expect(stepped(last, { type: "advance", from: 1 })).toBe("last-phase");
    expect(stepped(last, { type: "back", from: 1 })).toBeNull();
    expect(stepped(running, { type: "back", from: 0 })).toBe("first-phase");
  });

  test("[out-of-range] a phase is as short and as long as it may be, and no minute more", () => {
    const to = (minutes: number) =>
      stepped(running, { type: "adjust", phase: 0, minutes: minutes - 5 });
    expect([to(MIN_PHASE_MINUTES), to(MAX_PHASE_MINUTES)]).toEqual([null, null]);
    expect(to(MIN_PHASE_MINUTES - 1)).toBe("out-of-range");
    expect(to(MAX_PHASE_MINUTES + 1)).toBe("out-of-range");
    expect(stepped(running, { type: "adjust", phase: plan.length - 1, minutes: 1 })).toBeNull();
    expect(stepped(running, { type: "adjust", phase: plan.length, minutes: 1 })).toBe(
      "out-of-range",
    );
    expect(running.budgetMs[0]).toBe(5 * MINUTE_MS);
  });

  test("[not-live] [already-started] [already-ended] [not-in-debrief] [cancelled] each step is for one state", () => {
    const having = (...commands: InterviewCommand[]): InterviewState =>
      commands.reduce<InterviewState>(
        (state, command) => {
          const next = stepInterview(state, command, plan, NOW);
          if (!next.ok) throw new Error(next.code);
          return next.value;
        },
        { status: "scheduled" },
      );
    const refusal = (state: InterviewState, command: InterviewCommand) =>
      codeOf(stepInterview(state, command, plan, NOW));
    const [lobby, live] = [having({ type: "open" }), having({ type: "start" })];
    const debrief = having({ type: "start" }, { type: "end" });
    const finish: InterviewCommand = { type: "finish", reason: "released" };
    expect(refusal(live, { type: "end" })).toBeNull();
    expect(refusal(lobby, { type: "end" })).toBe("not-live");
    expect(refusal(lobby, { type: "pause" })).toBe("not-live");
    expect(refusal(lobby, { type: "start" })).toBeNull();
    expect(refusal(live, { type: "start" })).toBe("already-started");
    expect(refusal(debrief, { type: "start" })).toBe("already-ended");
    expect(refusal(debrief, { type: "end" })).toBe("already-ended");
    expect(refusal(debrief, finish)).toBeNull();
    expect(refusal(live, finish)).toBe("not-in-debrief");
    expect(refusal(having({ type: "start" }, { type: "end" }, finish), finish)).toBe(
      "not-in-debrief",
    );
    expect(refusal(having({ type: "cancel" }), { type: "start" })).toBe("cancelled");
  });
});

test("[outcome-unknown] a command that is answered is known, and one that is not is not", async () => {
  const id = "00000000-0000-4000-8000-000000000001";
  const ask = (answer: () => Promise<unknown>) =>
    commandInterview(
      { db: { $queryRaw: answer } as unknown as Db, log: silentLog },
      InterviewId.parse(id),
      new TestConnection(ADA, 1, 1),
      CommandId.parse(id),
      { type: "pause" },
    );
  expect(await ask(() => Promise.resolve([]))).toBe("not-found");
  expect(await ask(() => Promise.reject(new Error("the line broke")))).toBe("outcome-unknown");
});

describe("edits", () => {
  let room: Room;
  let logs: ReturnType<typeof testRoom>["logs"];
  let told: ReturnType<typeof testRoom>["told"];
  let ada: TestTab;
  beforeEach(() => {
    ({ room, logs, told } = testRoom());
    ada = new TestTab(ADA, 11);
    expect(ada.join(room)).toMatchObject({ ok: true });
  });

  interface Upload {
    tab?: TestTab;
    sender?: number;
    firstSeq?: number;
    updates?: Uint8Array[];
  }

  /** @returns null once it is stored, or why not; by default one good edit */
  function codeOf({ tab = ada, sender = tab.sender, firstSeq = 1, updates }: Upload = {}) {
    if (!updates) tab.addLine("a line");
    const edits = updates ?? tab.outbox.slice(-1).map(({ update }) => update);
    const replies: UploadReply[] = [];
    room
      .plane("shared")
      .receive(tab.connection, { sender, firstSeq, updates: edits }, (reply) =>
        replies.push(reply),
      );
    logs.shared.commit();
    const [reply] = replies;
    return reply?.ok ? null : ((reply?.code ?? "no answer") as RefusalCode | "no answer");
  }

  function endInterview() {
    const { startedAt, clock } = LIVE as Extract<InterviewState, { status: "live" }>;
    const { budgetMs, spentMs: actualMs } = clock;
    const end = { status: "debrief", startedAt, endedAt: 2, endReason: "ended" } as const;
    room.setInterview({ ...end, actualMs, budgetMs }, 2);
  }

  test("[gap] the next number is taken, and the one after it is not", () => {
    expect(codeOf()).toBeNull();
    expect(codeOf({ firstSeq: 3 })).toBe("gap");
  });

  test("[empty] the smallest edit there is has one delete in it", () => {
    expect(codeOf({ updates: [Uint8Array.of(0, 0)] })).toBe("empty");
    expect(codeOf({ updates: [Uint8Array.of(0, 1, 1, 1, 0, 1)] })).toBeNull();
  });

  test("[malformed] every byte of an edit is needed, and not one more", () => {
    ada.addLine("a line");
    const whole = ada.outbox.at(-1)?.update ?? expect.fail();
    expect(codeOf({ updates: [whole.slice(0, -1)] })).toBe("malformed");
    expect(codeOf({ updates: [Uint8Array.of(...whole, 0)] })).toBe("malformed");
    expect(codeOf({ updates: [whole] })).toBeNull();
  });

  test("[schema] a heading has three levels, and no fourth", () => {
    const heading = (level: number) => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(ada.editor.doc));
      doc.clientID = 11;
      const before = Y.encodeStateVector(doc);
      const node = new Y.XmlElement<{ level: number }>("heading");
      node.setAttribute("level", level);
      (doc.getXmlFragment("document").get(0) as Y.XmlElement).push([node as never]);
      return Y.encodeStateAsUpdate(doc, before);
    };
    expect(codeOf({ updates: [heading(4)] })).toBe("schema");
    expect(codeOf({ updates: [heading(3)] })).toBeNull();
  });

  test("[foreign-client] [foreign-sender] one's own are taken, and the neighbour's are not", () => {
    const ben = new TestTab(BEN, 12);
    ben.join(room);
    expect(codeOf({ tab: ben })).toBeNull();
    const asAda = new TestTab(BEN, 14);
    asAda.editor.receive(Y.encodeStateAsUpdate(ben.editor.doc));
    asAda.editor.doc.clientID = 11;
    asAda.connection = ben.connection;
    expect(codeOf({ tab: asAda, sender: ben.sender, firstSeq: 2 })).toBe("foreign-client");
    expect(codeOf()).toBeNull();
    expect(codeOf({ tab: ben, sender: ada.sender, firstSeq: 2 })).toBe("foreign-sender");
  });

  test("[not-allowed] [read-only] a candidate writes until the end, and an observer never", () => {
    const [ben, olga] = [new TestTab(BEN, 12), new TestTab(OLGA, 13)];
    for (const tab of [ben, olga]) tab.join(room);
    expect(codeOf({ tab: olga })).toBe("not-allowed");
    expect(codeOf({ tab: ben })).toBeNull();
    endInterview();
    expect(codeOf({ tab: ben, firstSeq: 2 })).toBe("read-only");
  });

  test("[read-only] what is stored and comes again after the end is not refused", () => {
    const ben = new TestTab(BEN, 12);
    ben.join(room);
    expect(codeOf({ tab: ben })).toBeNull();
    expect(codeOf({ tab: ben, firstSeq: 2 })).toBeNull();
    endInterview();
    const updates = ben.outbox.map(({ update }) => update);
    expect(codeOf({ tab: ben, updates })).toBeNull();
    ben.addLine("a line too many");
    const more = ben.outbox.map(({ update }) => update);
    expect(codeOf({ tab: ben, updates: more })).toBe("read-only");
    expect(codeOf({ tab: ben, updates: more.slice(0, 2) })).toBeNull();
  });

  test("[too-many] the last connection a person may have, and one more", () => {
    ({ room } = testRoom({ limits: { connectionsPerPerson: 2 } }));
    const enter = (sender: number) => room.enter(new TestConnection(ADA, sender, 11));
    expect([enter(1), enter(2)]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(enter(3)).toEqual({ ok: false, code: "too-many" });
  });

  test("[unavailable] nothing more is taken while nothing more may wait", () => {
    told.hasRoom = false;
    expect(codeOf()).toBe("unavailable");
    told.hasRoom = true;
    expect(codeOf({ updates: ada.outbox.map(({ update }) => update) })).toBeNull();
  });

  test("[reset] what waited when the log was lost, and what comes before it is loaded again", () => {
    ada.addLine("a line");
    const updates = ada.outbox.map(({ update }) => update);
    const replies: UploadReply[] = [];
    const send = () =>
      room
        .plane("shared")
        .receive(ada.connection, { sender: ada.sender, firstSeq: 1, updates }, (reply) =>
          replies.push(reply),
        );
    send();
    logs.shared.fail();
    send();
    expect(replies).toMatchObject([{ code: "reset" }, { code: "reset" }]);
    room.restore("shared", logs.shared.stored());
    expect(codeOf({ updates })).toBeNull();
  });
});
