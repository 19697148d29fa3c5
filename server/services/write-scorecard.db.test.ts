import { expect, test } from "vitest";
import { EMPTY_DRAFT } from "@/lib/domain/scorecard";
import { findInterview } from "../db/interviews";
import { findCards } from "../db/scorecards";
import { acceptInvite } from "./join-interview";
import { loadReview } from "./load-review";
import { loadRoom } from "./load-room";
import { leaveInterview } from "./manage-people";
import { gatherNotices } from "./testing/gather-notices";
import { interviewDatabase, unwrap, wholeDraft } from "./testing/interview-database";
import { releaseScorecards, saveScorecardDraft, submitScorecard } from "./write-scorecard";

const { context, person, create, token, join, command, runToDebrief } = interviewDatabase();

const ROUNDS = 20;
const NOT_ALLOWED = { ok: false, code: "not-allowed" };
const TOO_LATE = { ok: false, code: "already-submitted" };

async function pair() {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  return { ana, ben, id };
}

const statusOf = async (id: Parameters<typeof findInterview>[1]) =>
  (await findInterview(context().db, id))?.status;

test("a draft is kept from the first minute on, and comes back when its author opens the room again", async () => {
  const { ana, ben, id } = await pair();
  expect(await saveScorecardDraft(ana, id, EMPTY_DRAFT, context())).toEqual(NOT_ALLOWED);
  await command(id, { type: "start" });
  const draft = { ...EMPTY_DRAFT, fix: "Ask about traffic first" };
  unwrap(await saveScorecardDraft(ana, id, draft, context()));
  unwrap(await saveScorecardDraft(ana, id, { ...draft, recommendation: "no" }, context()));
  expect(unwrap(await loadRoom(ana, id, context())).card).toEqual({
    kind: "interviewer",
    draft: { ...draft, recommendation: "no" },
    submittedAt: null,
  });
  expect(unwrap(await loadRoom(ben, id, context())).card).toEqual({
    kind: "self",
    draft: EMPTY_DRAFT,
    submittedAt: null,
  });
});

test("characters a database cannot hold do not cost a draft", async () => {
  const { ana, id } = await pair();
  await command(id, { type: "start" });
  const fix = "half \ud83d and NUL \0 end";
  unwrap(await saveScorecardDraft(ana, id, { ...EMPTY_DRAFT, fix }, context()));
  const room = unwrap(await loadRoom(ana, id, context()));
  expect(room.card?.draft.fix).toBe("half \ufffd and NUL  end");
});

test("[S1] a card submitted from two tabs at once is stored once, 20 times out of 20", async () => {
  const ana = await person("Ana");
  for (let round = 0; round < ROUNDS; round++) {
    const id = await create(ana);
    await join(ana, id, "candidate", "Ben");
    await runToDebrief(id);
    const tabs = ["one tab", "the other tab"].map(wholeDraft);
    const answers = await Promise.all(
      tabs.map((draft) => submitScorecard(ana, id, draft, context())),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toEqual(TOO_LATE);
    const cards = await findCards(context().db, id);
    expect(cards).toHaveLength(1);
    const won = tabs[answers.findIndex((answer) => answer.ok)];
    expect(cards[0]?.card?.fix).toBe(won?.fix);
  }
});

test("[S1] nothing changes a submitted card, not even an autosave that comes late", async () => {
  const { ana, id } = await pair();
  await runToDebrief(id);
  const first = unwrap(await submitScorecard(ana, id, wholeDraft("seen"), context()));
  expect(await saveScorecardDraft(ana, id, wholeDraft("changed"), context())).toEqual(TOO_LATE);
  expect(await submitScorecard(ana, id, wholeDraft("changed"), context())).toEqual(TOO_LATE);
  const cards = await findCards(context().db, id);
  expect(cards).toMatchObject([{ submittedAt: first.submittedAt, draft: { fix: "Fix: seen" } }]);
});

test("nothing can be submitted before the end, and nothing incomplete at all", async () => {
  const { ana, ben, id } = await pair();
  await command(id, { type: "start" });
  expect(await submitScorecard(ana, id, wholeDraft("early"), context())).toEqual(NOT_ALLOWED);
  await command(id, { type: "end" });
  const incomplete = { ok: false, code: "incomplete" };
  expect(await submitScorecard(ana, id, EMPTY_DRAFT, context())).toEqual(incomplete);
  const unsaid = { ...wholeDraft("x"), recommendation: null };
  expect(await submitScorecard(ana, id, unsaid, context())).toEqual(incomplete);
  expect(await submitScorecard(ana, id, wholeDraft("  "), context())).toEqual(incomplete);
  // A self-assessment recommends nobody and owes no evidence.
  expect((await submitScorecard(ben, id, { ...unsaid, fix: "x" }, context())).ok).toBe(true);
});

test("[S2] cards stay sealed until both are in, and then the interview is finished", async () => {
  const { ana, ben, id } = await pair();
  await runToDebrief(id);
  const notices = await gatherNotices(() =>
    submitScorecard(ben, id, wholeDraft("what Ben wrote"), context()),
  );
  // The others learn that a card exists, and nothing of what it says.
  expect(notices).toEqual([{ type: "scorecards-changed", interviewId: id, submitted: [2] }]);
  expect(JSON.stringify(unwrap(await loadRoom(ana, id, context())))).not.toContain(
    "what Ben wrote",
  );
  for (const viewer of [ana, ben])
    expect(await loadReview(viewer, id, context())).toEqual({ ok: false, code: "not-finished" });

  unwrap(await submitScorecard(ana, id, wholeDraft("what Ana wrote"), context()));
  expect(await statusOf(id)).toBe("finished");
  for (const viewer of [ana, ben]) {
    const review = unwrap(await loadReview(viewer, id, context()));
    expect(review.cards.map(({ author, kind, card }) => [author, kind, card.fix])).toEqual([
      [1, "interviewer", "Fix: what Ana wrote"],
      [2, "self", "Fix: what Ben wrote"],
    ]);
    expect(review.cards[1]?.card.recommendation).toBeNull();
  }
});

test("the last two cards submitted at the same moment finish the interview once", async () => {
  const ana = await person("Ana");
  for (let round = 0; round < ROUNDS; round++) {
    const id = await create(ana);
    const ben = await join(ana, id, "candidate", "Ben");
    await runToDebrief(id);
    const notices = await gatherNotices(() =>
      Promise.all([
        submitScorecard(ana, id, wholeDraft("a"), context()),
        submitScorecard(ben, id, wholeDraft("b"), context()),
      ]),
    );
    expect(await findInterview(context().db, id)).toMatchObject({
      version: 3,
      state: { status: "finished", finishReason: "all-submitted" },
    });
    expect(notices.filter((notice) => notice.type === "interview-changed")).toHaveLength(1);
  }
});

test("[S2] releasing needs the interviewer's own card first, and opens what is in", async () => {
  const { ana, ben, id } = await pair();
  const olga = await join(ana, id, "observer", "Olga");
  await runToDebrief(id);
  expect(await releaseScorecards(ana, id, context())).toEqual({ ok: false, code: "submit-first" });
  unwrap(await submitScorecard(ana, id, wholeDraft("seen"), context()));
  for (const viewer of [ben, olga])
    expect(await releaseScorecards(viewer, id, context())).toEqual(NOT_ALLOWED);
  unwrap(await releaseScorecards(ana, id, context()));
  expect(await findInterview(context().db, id)).toMatchObject({
    state: { status: "finished", finishReason: "released" },
  });
  const review = unwrap(await loadReview(ben, id, context()));
  expect(review.cards).toHaveLength(1);
  expect(review.missing).toEqual([{ name: "Ben", role: "candidate" }]);

  // Written with the other card in sight it would be no answer of one's own: it stays missing.
  expect(await submitScorecard(ben, id, wholeDraft("late"), context())).toEqual(NOT_ALLOWED);
  expect(unwrap(await loadReview(ana, id, context())).cards).toHaveLength(1);
});

test("a draft that was never submitted is nobody else's to read, not even after the release", async () => {
  const { ana, ben, id } = await pair();
  await runToDebrief(id);
  unwrap(await saveScorecardDraft(ben, id, wholeDraft("second thoughts"), context()));
  unwrap(await submitScorecard(ana, id, wholeDraft("seen"), context()));
  unwrap(await releaseScorecards(ana, id, context()));
  const review = unwrap(await loadReview(ana, id, context()));
  expect(JSON.stringify(review)).not.toContain("second thoughts");
});

test("observers score nobody", async () => {
  const { ana, id } = await pair();
  const olga = await join(ana, id, "observer", "Olga");
  await runToDebrief(id);
  expect(await saveScorecardDraft(olga, id, EMPTY_DRAFT, context())).toEqual(NOT_ALLOWED);
  expect(await submitScorecard(olga, id, wholeDraft("x"), context())).toEqual(NOT_ALLOWED);
  expect(unwrap(await loadRoom(olga, id, context())).card).toBeNull();
});

test("somebody who practises alone finishes with their own card", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { role: "solo" });
  await runToDebrief(id);
  unwrap(await submitScorecard(ana, id, wholeDraft("mine"), context()));
  expect(await statusOf(id)).toBe("finished");
  expect(unwrap(await loadReview(ana, id, context())).cards).toMatchObject([{ kind: "self" }]);
});

test("an interview that lost its last step between card and finish heals when its debrief is opened", async () => {
  const { ana, ben, id } = await pair();
  await runToDebrief(id);
  unwrap(await submitScorecard(ana, id, wholeDraft("a"), context()));
  // Nobody who owes a card is left; only looking at it finds out.
  unwrap(await leaveInterview(ben, id, context()));
  expect(await statusOf(id)).toBe("debrief");
  expect(await loadRoom(ana, id, context())).toEqual({ ok: false, code: "finished" });
  expect(await statusOf(id)).toBe("finished");
});

test("who comes back in another part writes a card of that part", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ivy = await join(ana, id, "interviewer", "Ivy");
  await command(id, { type: "start" });
  unwrap(await saveScorecardDraft(ivy, id, EMPTY_DRAFT, context()));
  unwrap(await leaveInterview(ivy, id, context()));
  unwrap(await acceptInvite(ivy, await token(ana, id, "candidate"), context()));
  await command(id, { type: "end" });
  unwrap(await submitScorecard(ivy, id, wholeDraft("x"), context()));
  expect(await findCards(context().db, id)).toMatchObject([{ author: 2, kind: "self" }]);
});

test("on a case that asks for responsibility its interviewer rates it as well, and the candidate does not", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { caseId: "fraud-detection" });
  const ben = await join(ana, id, "candidate", "Ben");
  await runToDebrief(id);
  const { ratings, ...rest } = wholeDraft("Named who pays for a false alarm.");
  const { "c-responsibility": gate, ...others } = ratings;
  expect(gate).toBeDefined();
  const without = { ...rest, ratings: others };
  expect(await submitScorecard(ana, id, without, context())).toEqual({
    ok: false,
    code: "incomplete",
  });
  unwrap(await submitScorecard(ana, id, { ...rest, ratings }, context()));
  unwrap(await submitScorecard(ben, id, { ...rest, ratings }, context()));
  const [first, second] = await findCards(context().db, id);
  expect(Object.keys(first?.card?.ratings ?? {})).toContain("c-responsibility");
  expect(Object.keys(second?.card?.ratings ?? {})).not.toContain("c-responsibility");
});

test("a recommendation that is not the one the ratings come to needs a reason, which is kept", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  await runToDebrief(id);
  const draft = { ...wholeDraft("Asked for scale."), recommendation: "no" as const };
  expect(await submitScorecard(ana, id, draft, context())).toMatchObject({ code: "incomplete" });
  const reason = "Every answer followed a hint.";
  unwrap(await submitScorecard(ana, id, { ...draft, reason }, context()));
  expect((await findCards(context().db, id))[0]?.card).toMatchObject({
    recommendation: "no",
    reason,
  });
});

test("all eight competencies of the detailed rubric are rated, kept and shown", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { rubricId: "rb-detailed8" });
  await runToDebrief(id);
  const { rubric } = unwrap(await loadRoom(ana, id, context()));
  expect(rubric.competencies).toHaveLength(8);
  const ratings = Object.fromEntries(
    rubric.competencies.map((competency) => [
      competency.id,
      { score: 3 as const, evidence: `Seen: ${competency.name}` },
    ]),
  );
  const short = {
    ratings: wholeDraft("Seen").ratings,
    recommendation: "yes",
    fix: "Pace",
  } as const;
  expect(await submitScorecard(ana, id, short, context())).toMatchObject({ code: "incomplete" });
  unwrap(await submitScorecard(ana, id, { ...short, ratings }, context()));
  const review = unwrap(await loadReview(ana, id, context()));
  expect(Object.keys(review.cards[0]?.card.ratings ?? {}).sort()).toEqual(
    rubric.competencies.map((competency) => competency.id).sort(),
  );
});
