/** Drafting, submitting and releasing scorecards. */
import { randomUUID } from "node:crypto";
import { CommandId, type InterviewId } from "@/lib/domain/ids";
import { computeHint, owesReason, ratedCompetencies } from "@/lib/domain/recommendation-hint";
import { ok, type Result, refuse } from "@/lib/domain/result";
import {
  areAllCardsIn,
  type CardKind,
  completeCard,
  type ExpectedAuthor,
  type ScorecardDraft,
} from "@/lib/domain/scorecard";
import type { Viewer } from "@/lib/domain/viewer";
import type { ParticipantRecord } from "../db/interviews";
import { findSubmitted, saveDraft, submitCard } from "../db/scorecards";
import { announceNotice } from "../room-notices";
import { type AccessRefusal, requirePermission } from "./authorize";
import { changeInterview } from "./change-interview";
import { liveContext, type ServiceContext } from "./context";
import { caseOf, rubricOf } from "./interview-content";

function kindOf(me: ParticipantRecord): CardKind {
  return me.role === "interviewer" ? "interviewer" : "self";
}

/** Everybody who owes a card: those who hold an interviewing or interviewed seat. */
export function expectedAuthors(people: readonly ParticipantRecord[]): ExpectedAuthor[] {
  return people.flatMap(({ number, role, removedAt, userId }) =>
    removedAt || userId === null || role === "observer" ? [] : [{ participant: number, role }],
  );
}

export async function saveScorecardDraft(
  viewer: Viewer,
  interviewId: InterviewId,
  draft: ScorecardDraft,
  context: ServiceContext = liveContext(),
): Promise<Result<{ draftedAt: Date }, AccessRefusal | "already-submitted">> {
  const access = await requirePermission(context.db, viewer, interviewId, "scorecard:write");
  if (!access.ok) return access;
  const { me } = access.value;
  if (!me) return refuse("not-allowed");
  return saveDraft(context.db, interviewId, me.number, kindOf(me), draft);
}

/**
 * Submits the viewer's card: once, finally. When it was the last one owed, the
 * interview finishes and all cards open.
 *
 * @returns `incomplete` when a score, evidence, recommendation, its reason or the one fix is missing
 */
export async function submitScorecard(
  viewer: Viewer,
  interviewId: InterviewId,
  draft: ScorecardDraft,
  context: ServiceContext = liveContext(),
): Promise<Result<{ submittedAt: Date }, AccessRefusal | "already-submitted" | "incomplete">> {
  const access = await requirePermission(context.db, viewer, interviewId, "scorecard:submit");
  if (!access.ok) return access;
  const { interview, me } = access.value;
  if (!me) return refuse("not-allowed");
  const [rubric, chosenCase] = await Promise.all([
    rubricOf(context, interview),
    caseOf(context, interview),
  ]);
  const kind = kindOf(me);
  const isGated = chosenCase.interviewer.responsibility === "gate";
  const card = completeCard(
    draft,
    kind,
    ratedCompetencies(rubric, kind, isGated).map((competency) => competency.id),
    owesReason(draft.recommendation, computeHint(rubric, interview.level, draft.ratings, isGated)),
  );
  if (!card.ok) return card;
  const stored = await submitCard(context.db, interviewId, me.number, kind, card.value);
  if (!stored.ok) return stored;
  announceNotice({
    type: "scorecards-changed",
    interviewId,
    submitted: await findSubmitted(context.db, interviewId),
  });
  await finishWhenAllIn(interviewId, access.value.people, context);
  return stored;
}

/**
 * Opens all cards once everybody who owes one has submitted. Called after each
 * submission and again whenever a debrief is looked at, so that a crash between the
 * two steps of a submission heals by itself.
 */
export async function finishWhenAllIn(
  interviewId: InterviewId,
  people: readonly ParticipantRecord[],
  context: ServiceContext = liveContext(),
): Promise<boolean> {
  const submitted = new Set(await findSubmitted(context.db, interviewId));
  if (!areAllCardsIn(expectedAuthors(people), submitted)) return false;
  const finished = await changeInterview(context.db, interviewId, CommandId.parse(randomUUID()), {
    type: "finish",
    reason: "all-submitted",
  });
  return finished.ok;
}

/** An interviewer opens what is in, after submitting their own. */
export async function releaseScorecards(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<null, AccessRefusal | "submit-first">> {
  const access = await requirePermission(context.db, viewer, interviewId, "scorecard:release");
  if (!access.ok) return access;
  const { me } = access.value;
  if (!me) return refuse("not-allowed");
  const submitted = await findSubmitted(context.db, interviewId);
  if (!submitted.includes(me.number)) return refuse("submit-first");
  await changeInterview(context.db, interviewId, CommandId.parse(randomUUID()), {
    type: "finish",
    reason: "released",
  });
  return ok(null);
}
