"use server";

import { InterviewId } from "@/lib/domain/ids";
import { type Result, refuse } from "@/lib/domain/result";
import { ScorecardDraft } from "@/lib/domain/scorecard";
import { requireViewer } from "@/server/auth/viewer";
import {
  releaseScorecards,
  saveScorecardDraft,
  submitScorecard,
} from "@/server/services/write-scorecard";

type Refusal = "not-found" | "not-allowed" | "already-submitted" | "incomplete" | "malformed";

export async function saveDraftAction(
  interviewId: unknown,
  draft: unknown,
): Promise<Result<{ draftedAt: Date }, Refusal>> {
  const id = InterviewId.safeParse(interviewId);
  const parsed = ScorecardDraft.safeParse(draft);
  if (!id.success) return refuse("not-found");
  if (!parsed.success) return refuse("malformed");
  const viewer = await requireViewer();
  return saveScorecardDraft(viewer, id.data, parsed.data);
}

export async function submitCardAction(
  interviewId: unknown,
  draft: unknown,
): Promise<Result<{ submittedAt: Date }, Refusal>> {
  const id = InterviewId.safeParse(interviewId);
  const parsed = ScorecardDraft.safeParse(draft);
  if (!id.success) return refuse("not-found");
  if (!parsed.success) return refuse("malformed");
  const viewer = await requireViewer();
  return submitScorecard(viewer, id.data, parsed.data);
}

export async function releaseCardsAction(
  interviewId: unknown,
): Promise<Result<null, "not-found" | "not-allowed" | "submit-first">> {
  const id = InterviewId.safeParse(interviewId);
  if (!id.success) return refuse("not-found");
  const viewer = await requireViewer();
  return releaseScorecards(viewer, id.data);
}
