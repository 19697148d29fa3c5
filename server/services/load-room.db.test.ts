import { describe, expect, test } from "vitest";
import { candidateView } from "@/lib/domain/content/case-views";
import { candidateFramework } from "@/lib/domain/content/framework";
import type { InterviewId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { loadInterview } from "./load-interview";
import { loadRoom } from "./load-room";
import { interviewDatabase, unwrap, wholeDraft } from "./testing/interview-database";
import { saveScorecardDraft, submitScorecard } from "./write-scorecard";

const { context, person, create, join, command } = interviewDatabase();

/** Every text of a value, however deep. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(texts);
}

/** Shorter than this it is a name or a number that other parts use as well. */
const PHRASE_CHARS = 20;

/** The sentences of a case and a framework that only an interviewer may read. */
function closedPhrases(caseId: string): string[] {
  const { content } = context();
  const whole = content.cases.get(caseId);
  if (!whole) throw new Error(`There is no case ${caseId}.`);
  const framework = content.defaultFramework;
  // The vocabulary of the trade is open to everybody: a term to listen for may be in the glossary.
  const open = texts([
    candidateView(whole),
    candidateFramework(framework, "guided"),
    framework.scopeWindow,
    content.glossary,
    [...content.calculators.values()],
    content.stencils,
  ]).join("\n");
  return texts([whole.interviewer, framework]).filter(
    (text) => text.length >= PHRASE_CHARS && text.includes(" ") && !open.includes(text),
  );
}

/** What of the closed part is in an answer. */
function leaks(answer: unknown, caseId: string): string[] {
  const told = texts(answer).join("\n");
  return closedPhrases(caseId).filter((phrase) => told.includes(phrase));
}

const room = async (viewer: Viewer, id: InterviewId) =>
  unwrap(await loadRoom(viewer, id, context()));

describe.each(["ad-click-prediction", "video-recommendation", "fraud-detection"])(
  "%s",
  (caseId) => {
    test("an interviewer gets the whole closed part, so the search below can find it", async () => {
      const ana = await person("Ana");
      const id = await create(ana, { caseId });
      const found = leaks(await room(ana, id), caseId);
      expect(found.length).toBeGreaterThan(100);
      const { interviewer } = context().content.cases.get(caseId) ?? {};
      const brief = texts(interviewer).filter((text) => text.length >= PHRASE_CHARS);
      expect(texts(await room(ana, id))).toEqual(expect.arrayContaining(brief));
    });

    test("[V1] candidate and observer never get a phrase of the closed part, in any state", async () => {
      const ana = await person("Ana");
      const id = await create(ana, { caseId });
      const ben = await join(ana, id, "candidate", "Ben");
      const olga = await join(ana, id, "observer", "Olga");
      const look = async () => {
        for (const viewer of [ben, olga]) {
          const view = await room(viewer, id);
          expect(leaks(view, caseId)).toEqual([]);
          expect(view.guide).toBeNull();
          expect(leaks(await loadInterview(viewer, id, context()), caseId)).toEqual([]);
        }
      };
      await look();
      await command(id, { type: "start" });
      await look();
      await command(id, { type: "end" });
      await look();
    });

    test("who practises alone gets the closed part after the end, and not before", async () => {
      const ana = await person("Ana");
      const id = await create(ana, { caseId, role: "solo" });
      expect(leaks(await room(ana, id), caseId)).toEqual([]);
      await command(id, { type: "start" });
      expect(leaks(await room(ana, id), caseId)).toEqual([]);
      await command(id, { type: "end" });
      expect((await room(ana, id)).guide).not.toBeNull();
      expect(leaks(await room(ana, id), caseId).length).toBeGreaterThan(100);
    });
  },
);

test("the interviewer's draft is in nobody else's room", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  const ivy = await join(ana, id, "interviewer", "Ivy");
  const olga = await join(ana, id, "observer", "Olga");
  await command(id, { type: "start" });
  unwrap(await saveScorecardDraft(ana, id, wholeDraft("only Ana's"), context()));
  expect(JSON.stringify(await room(ana, id))).toContain("only Ana's");
  for (const viewer of [ben, ivy, olga])
    expect(JSON.stringify(await room(viewer, id))).not.toContain("only Ana's");
});

test("the room tells each person who they are there, and shows the stored user id to its owner only", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  expect((await room(ana, id)).me).toEqual({
    userId: ana.userId,
    participant: 1,
    name: "Ana",
    role: "interviewer",
    isHost: true,
    isGuest: true,
  });
  const bens = await room(ben, id);
  expect(bens.me).toMatchObject({ participant: 2, role: "candidate", isHost: false });
  expect(JSON.stringify(bens)).not.toContain(ana.userId);
});

test("the room keeps the content it started with, whatever the files say later", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const { content } = context();
  const changed = { ...content.defaultFramework, version: 99, name: "Another" };
  const later = {
    ...context(),
    content: { ...content, defaultFramework: changed, cases: new Map() },
  };
  const view = unwrap(await loadRoom(ana, id, later));
  expect(view.framework.name).toBe(content.defaultFramework.name);
  expect(view.case.id).toBe("ad-click-prediction");
});

test("a finished or cancelled interview has no room", async () => {
  const ana = await person("Ana");
  const over = await create(ana, { role: "solo" });
  await command(over, { type: "start" });
  await command(over, { type: "end" });
  unwrap(await submitScorecard(ana, over, wholeDraft("x"), context()));
  expect(await loadRoom(ana, over, context())).toEqual({ ok: false, code: "finished" });
  const off = await create(ana);
  await command(off, { type: "cancel" });
  expect(await loadRoom(ana, off, context())).toEqual({ ok: false, code: "cancelled" });
});

test.each(["candidate", "solo"] as const)(
  "in an exam the %s is told the names of the phases and not what to do in them",
  async (role) => {
    const ana = await person("Ana");
    const id = await create(ana, { role, mode: "exam" });
    const view = await room(ana, id);
    expect(view.mode).toBe("exam");
    const { phases } = context().content.defaultFramework;
    expect(view.framework.phases.map(({ name }) => name)).toEqual(phases.map(({ name }) => name));
    const told = texts(view).join("\n");
    const guidance = phases.flatMap((phase) => [phase.goal, ...phase.prompts]);
    expect(guidance.filter((line) => told.includes(line))).toEqual([]);
    const guided = texts(await room(ana, await create(ana, { role, mode: "guided" }))).join("\n");
    expect(guidance.filter((line) => !guided.includes(line))).toEqual([]);
  },
);

test("scope's first minutes are told to the interviewer always, and to the candidate unless it is an exam", async () => {
  const ana = await person("Ana");
  const { scopeWindow } = context().content.defaultFramework;
  const told = { minutes: scopeWindow?.minutes[45], says: scopeWindow?.says };
  for (const mode of ["guided", "exam"] as const) {
    const id = await create(ana, { mode });
    const ben = await join(ana, id, "candidate", "Ben");
    expect((await room(ana, id)).scopeWindow).toEqual(told);
    expect((await room(ben, id)).scopeWindow).toEqual(mode === "guided" ? told : null);
  }
});

test("the guide says what goes wrong in each phase, the case's own first", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { caseId: "fraud-detection" });
  const { guide } = await room(ana, id);
  const data = guide?.failures["p3-data"] ?? [];
  expect(data[0]?.isOfCase).toBe(true);
  expect(data.at(-1)?.isOfCase).toBe(false);
  const { failureModes } = context().content;
  const named = guide?.brief.failureModes ?? [];
  expect(guide?.ownFailures.map((own) => own.id)).toEqual(
    named.flatMap(({ id: mode }) => (failureModes.has(mode) ? [] : [mode])),
  );
});
