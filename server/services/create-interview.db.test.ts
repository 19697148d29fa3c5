import { expect, test } from "vitest";
import { SYSTEM_AUTHOR } from "@/lib/domain/ids";
import { MAX_SCHEDULE_AHEAD_MS } from "@/lib/domain/new-interview";
import { planMinutes } from "@/lib/domain/plan";
import { decodeLogItems } from "@/lib/recording/log-entry";
import { documentJson } from "@/lib/room-document/document-json";
import { STARTER_CLIENT_ID } from "@/lib/room-document/roots";
import { findInterview, findParticipants } from "../db/interviews";
import { createInterview } from "./create-interview";
import { loadFinalState } from "./final-state";
import { listChoices } from "./list-choices";
import { listJoinLinks } from "./manage-people";
import { interviewDatabase, newInterview, unwrap } from "./testing/interview-database";

const { context, person, create } = interviewDatabase();

test("the form as it is filled in makes an interview with its host, its plan and its content's versions", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const { db, content } = context();
  expect(await findInterview(db, id)).toMatchObject({
    hostId: ana.userId,
    isSolo: false,
    level: "senior",
    lengthMinutes: 45,
    case: { id: "ad-click-prediction", version: content.cases.get("ad-click-prediction")?.version },
    framework: { id: content.defaultFramework.id, version: content.defaultFramework.version },
    rubric: { id: content.defaultRubric.id, version: content.defaultRubric.version },
    state: { status: "lobby" },
    status: "lobby",
    version: 0,
  });
  const interview = await findInterview(db, id);
  expect(planMinutes(interview?.plan ?? [])).toBe(45);
  expect(await findParticipants(db, id)).toMatchObject([
    { number: 1, userId: ana.userId, name: "Ana", role: "interviewer", removedAt: null },
  ]);
});

test("both logs begin with the starter, written by the system as entry 1", async () => {
  const id = await create(await person("Ana"));
  const { db, content } = context();
  const { sharedLog, privateLog } = await db.interview.findUniqueOrThrow({ where: { id } });
  expect(sharedLog).not.toBe(privateLog);
  for (const log of [sharedLog, privateLog]) {
    const entries = await db.logEntry.findMany({ where: { log } });
    expect(entries).toMatchObject([{ number: 1n, author: SYSTEM_AUTHOR }]);
    const items = decodeLogItems(entries[0]?.data ?? new Uint8Array());
    expect(items).toMatchObject([{ type: "edit", sender: 0, firstSeq: 1, lastSeq: 1 }]);
    expect(await db.logHead.findUnique({ where: { id: log } })).toMatchObject({ lastNumber: 1n });
  }

  const shared = await loadFinalState(db, id, "shared");
  if (!shared) throw new Error("There is no shared document.");
  const scored = content.defaultFramework.phases.filter((phase) => phase.isScored);
  const sections = documentJson(shared.doc).content ?? [];
  expect(sections.map((section) => section.attrs?.phase)).toEqual(scored.map(({ id }) => id));
  expect([...shared.doc.store.clients.keys()]).toEqual([STARTER_CLIENT_ID]);
  const notes = await loadFinalState(db, id, "private");
  expect([...(notes?.doc.store.clients.keys() ?? [])]).toEqual([STARTER_CLIENT_ID]);
});

test.each([
  ["interviewer", ["candidate", "interviewer", "observer"]],
  ["candidate", ["interviewer", "observer"]],
  ["solo", ["observer"]],
] as const)("a host who is %s gets a link for every part that is free", async (role, roles) => {
  const ana = await person("Ana");
  const id = await create(ana, { role });
  const { db } = context();
  const stored = await db.invite.findMany({ where: { interviewId: id } });
  expect(stored.map((invite) => invite.role).toSorted()).toEqual([...roles]);
  const links = await listJoinLinks(ana, id, context());
  // Somebody who is interviewed alone hands links out as the host.
  expect(
    unwrap(links)
      .map((link) => link.role)
      .toSorted(),
  ).toEqual([...roles]);
});

test("changed minutes are kept, and have to add up to the length", async () => {
  const ana = await person("Ana");
  const { minutes } = newInterview();
  const [first = 0, second = 0, ...rest] = minutes;
  const id = await create(ana, { minutes: [first + 1, second - 1, ...rest] });
  const interview = await findInterview(context().db, id);
  expect(interview?.plan.map((phase) => phase.minutes)).toEqual([first + 1, second - 1, ...rest]);

  const refused = async (change: Parameters<typeof newInterview>[0]) =>
    createInterview(ana, newInterview(change), context());
  expect(await refused({ minutes: [first + 1, second, ...rest] })).toEqual({
    ok: false,
    code: "wrong-total",
  });
  expect(await refused({ minutes: rest })).toEqual({ ok: false, code: "wrong-count" });
  expect(await refused({ minutes: [0, first + second, ...rest] })).toEqual({
    ok: false,
    code: "out-of-range",
  });
});

test("a case or framework nobody knows makes no interview", async () => {
  const ana = await person("Ana");
  const before = await context().db.interview.count();
  expect(await createInterview(ana, newInterview({ caseId: "nothing" }), context())).toEqual({
    ok: false,
    code: "unknown-case",
  });
  expect(await createInterview(ana, newInterview({ frameworkId: "none" }), context())).toEqual({
    ok: false,
    code: "unknown-framework",
  });
  expect(await context().db.interview.count()).toBe(before);
});

test("a planned interview waits as scheduled, and its links outlive the planned start", async () => {
  const ana = await person("Ana");
  const scheduledFor = new Date(Date.now() + 60 * 24 * 60 * 60_000);
  const id = await create(ana, { scheduledFor });
  expect(await findInterview(context().db, id)).toMatchObject({
    status: "scheduled",
    scheduledFor,
  });
  for (const link of unwrap(await listJoinLinks(ana, id, context())))
    expect(link.expiresAt.getTime()).toBeGreaterThan(scheduledFor.getTime());

  const at = (scheduledFor: Date) =>
    createInterview(ana, newInterview({ scheduledFor }), context());
  expect(await at(new Date(Date.now() - 1_000))).toEqual({ ok: false, code: "past" });
  expect(await at(new Date(Date.now() + MAX_SCHEDULE_AHEAD_MS + 60_000))).toEqual({
    ok: false,
    code: "too-far",
  });
});

test("mode and rubric are what was chosen, and a rubric there is not is refused", async () => {
  const ana = await person("Ana");
  const { db, content } = context();
  const id = await create(ana, { rubricId: "rb-detailed8", mode: "exam" });
  expect(await findInterview(db, id)).toMatchObject({
    mode: "exam",
    rubric: { id: "rb-detailed8", version: content.rubrics.get("rb-detailed8")?.version },
  });
  expect(
    await createInterview(ana, newInterview({ rubricId: "rb-of-nobody" }), context()),
  ).toMatchObject({ ok: false, code: "unknown-rubric" });
});

test("an exam begins with the sections and nothing in them, a guided interview with what to write where", async () => {
  const ana = await person("Ana");
  const { db, content } = context();
  const startOf = async (mode: "guided" | "exam") => {
    const final = await loadFinalState(db, await create(ana, { mode }), "shared");
    if (!final) throw new Error("There is no shared document.");
    return JSON.stringify(documentJson(final.doc));
  };
  const scored = content.defaultFramework.phases.filter((phase) => phase.isScored);
  const prompts = scored.flatMap((phase) => phase.starter.blocks.map((block) => block.prompt));
  const [guided, exam] = [await startOf("guided"), await startOf("exam")];
  for (const prompt of prompts) {
    expect(guided).toContain(JSON.stringify(prompt));
    expect(exam).not.toContain(JSON.stringify(prompt));
  }
  for (const { id } of scored) expect(exam).toContain(id);
});

test("a framework with the minutes of any time profile makes an interview as it is offered", async () => {
  const ana = await person("Ana");
  const { frameworks, timeProfiles } = await listChoices(ana, context());
  expect(frameworks.length).toBeGreaterThan(1);
  for (const framework of frameworks) {
    for (const { id: profile } of timeProfiles) {
      const id = await create(ana, {
        frameworkId: framework.id,
        lengthMinutes: 35,
        minutes: framework.minutes[profile]?.[35] ?? [],
      });
      const made = await findInterview(context().db, id);
      expect(made?.plan.map(({ name, minutes }) => [name, minutes])).toEqual(
        framework.phases.map(({ name }, i) => [name, framework.minutes[profile]?.[35][i]]),
      );
    }
  }
});

test("the choices say which cases this person cannot be tested with any more", async () => {
  const ana = await person("Ana");
  const known = async () =>
    (await listChoices(ana, context())).cases.flatMap(({ id, knownFrom }) =>
      knownFrom ? [[id, knownFrom]] : [],
    );
  expect(await known()).toEqual([]);
  await create(ana, { role: "interviewer", caseId: "fraud-detection" });
  await create(ana, { role: "candidate", caseId: "video-recommendation" });
  expect(await known()).toEqual([["fraud-detection", "interviewing"]]);
});
