import { expect, test } from "vitest";
import { NO_STATE } from "@/lib/domain/library/case-state";
import type { Viewer } from "@/lib/domain/viewer";
import { deleteAccount } from "./delete-account";
import { listLibraryCases, loadLibraryCase } from "./library-cases";
import { loadCaseMaterial, openCaseMaterial, unlockCase } from "./library-material";
import { listFailureModes } from "./library-shelf";
import { caseStateOf } from "./library-states";
import { textsOf } from "./library-wording";
import { interviewDatabase, unwrap } from "./testing/interview-database";

const { context, person, create, join, command, runToDebrief } = interviewDatabase();

const CASE = "ad-click-prediction";
const OTHER = "fraud-detection";
const REFUSED = { ok: false, code: "not-allowed" };
const UNKNOWN = { ok: false, code: "not-found" };

const stateOf = (viewer: Viewer | null) => caseStateOf(viewer, CASE, context());
const pageOf = async (viewer: Viewer | null) =>
  unwrap(await loadLibraryCase(viewer, CASE, context()));

/** Sentences of the interviewer's half that a summary does not hold. */
function closedTexts(): string[] {
  const closed = context().content.cases.get(CASE)?.interviewer;
  if (!closed) throw new Error(`There is no case ${CASE}.`);
  const { twoMinuteRead, facts, hints, probes, curveballs, checklist, scaleSheet } = closed;
  const { signatureConstraints, variants, references } = closed;
  return [
    ...textsOf([twoMinuteRead, facts.map(({ answer }) => answer), hints, probes, variants]),
    ...curveballs.flatMap(({ say, listenFor }) => [say, ...listenFor]),
    ...checklist.map(({ text }) => text),
    ...scaleSheet.map(({ calc }) => calc),
    ...signatureConstraints,
    ...references,
  ].filter((text) => text.includes(" "));
}

function leaksIn(shown: unknown): string[] {
  const text = textsOf(shown).join("\n");
  return closedTexts().filter((closed) => text.includes(closed));
}

test("a visitor sees every case without a state, and its open half only", async () => {
  const listed = await listLibraryCases(null, context());
  expect(listed).toHaveLength(context().content.cases.size);
  expect(listed.every(({ state }) => state === null)).toBe(true);
  const page = await pageOf(null);
  expect(page).toMatchObject({ state: null, attempts: [], summary: null });
  expect(leaksIn([listed, page])).toEqual([]);
});

test("somebody who has never met a case has an empty state and no summary", async () => {
  const ana = await person("Ana");
  expect(await stateOf(ana)).toEqual(NO_STATE);
  expect(await pageOf(ana)).toMatchObject({ state: NO_STATE, attempts: [], summary: null });
});

test("an attempt counts from the debrief on, for the candidate, and opens the summary", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { caseId: CASE });
  const ben = await join(ana, id, "candidate", "Ben");
  expect(await stateOf(ben)).toEqual(NO_STATE);
  await command(id, { type: "start" });
  expect((await pageOf(ben)).summary).toBeNull();
  await command(id, { type: "end" });
  const page = await pageOf(ben);
  expect(page.state).toMatchObject({ attempts: 1, hasInterviewed: false, unlockedAt: null });
  expect(page.attempts).toEqual([
    { interviewId: id, role: "candidate", isFinished: false, endedAt: page.state?.lastAttemptAt },
  ]);
  expect(page.summary?.decisionPoints.length).toBeGreaterThan(0);
  await command(id, { type: "finish", reason: "released" });
  expect((await pageOf(ben)).attempts).toMatchObject([{ isFinished: true }]);
});

test("the summary holds what good looks like, and nothing that the next interviewer keeps", async () => {
  const ana = await person("Ana");
  await runToDebrief(await create(ana, { caseId: CASE, role: "solo" }));
  const page = await pageOf(ana);
  expect(page.summary?.whatGoodLooksLike.senior).toBeTruthy();
  expect(leaksIn(page)).toEqual([]);
});

test("attempts add up per case, and one case says nothing of another", async () => {
  const ana = await person("Ana");
  for (const caseId of [CASE, CASE, OTHER])
    await runToDebrief(await create(ana, { caseId, role: "solo" }));
  const listed = await listLibraryCases(ana, context());
  const attempts = listed.map(({ id, state }) => [id, state?.attempts]);
  expect(attempts.filter(([, count]) => count !== 0).sort()).toEqual([
    [CASE, 2],
    [OTHER, 1],
  ]);
  const [last, first] = (await pageOf(ana)).attempts;
  expect(last?.endedAt.getTime()).toBeGreaterThan(first?.endedAt.getTime() ?? Infinity);
});

test("a seat that was given up before the start is no attempt, and observers attempt nothing", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { caseId: CASE });
  const ben = await join(ana, id, "candidate", "Ben");
  const eva = await join(ana, id, "observer", "Eva");
  await context().db.participant.updateMany({
    where: { interviewId: id, userId: ben.userId },
    data: { removedAt: new Date() },
  });
  await runToDebrief(id);
  expect(await stateOf(ben)).toEqual(NO_STATE);
  expect(await stateOf(eva)).toEqual(NO_STATE);
  expect(await openCaseMaterial(eva, CASE, context())).toEqual(REFUSED);
});

test("the material stays closed to candidates, also after their attempt, and to strangers", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { caseId: CASE });
  const ben = await join(ana, id, "candidate", "Ben");
  await runToDebrief(id);
  for (const viewer of [ben, await person("Cleo")]) {
    expect(await openCaseMaterial(viewer, CASE, context())).toEqual(REFUSED);
    expect(await loadCaseMaterial(viewer, CASE, context())).toEqual(REFUSED);
  }
});

test("who says that they interview the case gets the material, of this case and for themselves", async () => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  unwrap(await unlockCase(ana, CASE, context()));
  expect(unwrap(await openCaseMaterial(ana, CASE, context())).facts.length).toBeGreaterThan(0);
  expect(await openCaseMaterial(ana, OTHER, context())).toEqual(REFUSED);
  expect(await openCaseMaterial(ben, CASE, context())).toEqual(REFUSED);
  expect((await pageOf(ana)).summary).not.toBeNull();
  expect(await stateOf(ana)).toMatchObject({ attempts: 0, hasInterviewed: false });
});

test("asked twice, the first time stays", async () => {
  const ana = await person("Ana");
  unwrap(await unlockCase(ana, CASE, context()));
  const first = (await stateOf(ana))?.unlockedAt;
  expect(first).toBeInstanceOf(Date);
  unwrap(await unlockCase(ana, CASE, context()));
  expect((await stateOf(ana))?.unlockedAt).toEqual(first);
});

test("an interviewer has the brief, so the material is open to them from when they join", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { caseId: CASE, role: "candidate" });
  const ben = await join(ana, id, "interviewer", "Ben");
  expect(await stateOf(ben)).toEqual({ ...NO_STATE, hasInterviewed: true });
  expect((await openCaseMaterial(ben, CASE, context())).ok).toBe(true);
  await context().db.participant.updateMany({
    where: { interviewId: id, userId: ben.userId },
    data: { removedAt: new Date() },
  });
  // What somebody has read they do not forget by being removed.
  expect(await stateOf(ben)).toEqual({ ...NO_STATE, hasInterviewed: true });
  expect(await stateOf(ana)).toEqual(NO_STATE);
});

test("there is nothing to open or unlock of a case that does not exist", async () => {
  const ana = await person("Ana");
  for (const id of ["no-such-case", "__proto__", ""]) {
    expect(await loadLibraryCase(ana, id, context())).toEqual(UNKNOWN);
    expect(await unlockCase(ana, id, context())).toEqual(UNKNOWN);
    expect(await openCaseMaterial(ana, id, context())).toEqual(UNKNOWN);
  }
  expect(await context().db.caseUnlock.count({ where: { userId: ana.userId } })).toBe(0);
});

test("with the account goes what it has unlocked", async () => {
  const ana = await person("Ana");
  unwrap(await unlockCase(ana, CASE, context()));
  expect((await deleteAccount(ana, { db: context().db, now: new Date() })).ok).toBe(true);
  expect(await context().db.caseUnlock.count({ where: { userId: ana.userId } })).toBe(0);
});

test("failure modes name the cases that invite them, and not how a program notices them", async () => {
  const { failureModes } = await listFailureModes(context());
  const accuracy = failureModes.find(({ id }) => id === "ap-accuracy-trap");
  expect(accuracy?.cases).toContainEqual({
    id: CASE,
    title: context().content.cases.get(CASE)?.title,
  });
  const shown = textsOf(failureModes);
  for (const { detect } of context().content.failureModes.values())
    expect(shown).not.toContain(detect.when);
  expect(leaksIn(failureModes)).toEqual([]);
});
