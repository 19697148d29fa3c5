/** The interviewer's half of a case: for whoever has said that they are interviewing it, or has. */
import { type InterviewerBrief, interviewerBrief } from "@/lib/domain/content/case-views";
import type { ReferenceDrawing } from "@/lib/domain/content/reference-drawing";
import { type Term, termsIn } from "@/lib/domain/content/term-marks";
import { isSpoiled } from "@/lib/domain/library/case-state";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { insertCaseUnlock } from "../db/case-unlocks";
import { findCase } from "./content-registry";
import { liveContext, type ServiceContext } from "./context";
import { caseStateOf } from "./library-states";
import { failureTitles, glossaryTerms, phaseNames, textsOf } from "./library-wording";
import { referenceDrawing } from "./reference-drawing";

/**
 * Marks the case as spoiled for the viewer as a candidate, and opens its interviewer's half to them.
 * Doing it again changes nothing.
 */
export async function unlockCase(
  viewer: Viewer,
  caseId: string,
  context: ServiceContext = liveContext(),
): Promise<Result<void, "not-found">> {
  if (!(await findCase(context, caseId))) return refuse("not-found");
  await insertCaseUnlock(context.db, viewer.userId, caseId);
  return ok(undefined);
}

/** @returns `not-allowed` to somebody who has neither unlocked the case nor been its interviewer */
export async function openCaseMaterial(
  viewer: Viewer,
  caseId: string,
  context: ServiceContext = liveContext(),
): Promise<Result<InterviewerBrief, "not-found" | "not-allowed">> {
  const [whole, state] = await Promise.all([
    findCase(context, caseId),
    caseStateOf(viewer, caseId, context),
  ]);
  if (!whole) return refuse("not-found");
  if (!state || !isSpoiled(state)) return refuse("not-allowed");
  return ok(interviewerBrief(whole));
}

export interface CaseMaterial {
  brief: InterviewerBrief;
  /** The reference canvas, laid out. */
  drawing: ReferenceDrawing;
  /** Where the minutes go in a case of this kind. */
  timeProfile: { name: string; chooseWhen: string } | null;
  phaseNames: Record<string, string>;
  /** Of the failure modes the case names, those the library describes. */
  failureTitles: Record<string, string>;
  terms: Term[];
}

/** What the page needs beside the material itself. */
export async function loadCaseMaterial(
  viewer: Viewer,
  caseId: string,
  context: ServiceContext = liveContext(),
): Promise<Result<CaseMaterial, "not-found" | "not-allowed">> {
  const opened = await openCaseMaterial(viewer, caseId, context);
  if (!opened.ok) return opened;
  const brief = opened.value;
  const profile = context.content.timeProfiles.get(brief.timeProfile);
  return ok({
    brief,
    drawing: await referenceDrawing(brief, context),
    timeProfile: profile ? { name: profile.name, chooseWhen: profile.chooseWhen } : null,
    phaseNames: phaseNames(context),
    failureTitles: failureTitles(brief.failureModes, context),
    terms: termsIn(textsOf(brief), glossaryTerms(context)),
  });
}
