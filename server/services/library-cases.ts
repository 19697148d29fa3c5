/** The cases as candidates may know them, with what the viewer has had to do with each. */
import {
  type CandidateView,
  type CaseSummary,
  candidateView,
  caseSummary,
} from "@/lib/domain/content/case-views";
import { type Term, termsIn } from "@/lib/domain/content/term-marks";
import type { CaseListing } from "@/lib/domain/library/case-filter";
import { type CaseState, maySeeSummary, NO_STATE } from "@/lib/domain/library/case-state";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { type CaseAttempt, findCaseAttempts } from "../db/case-unlocks";
import { choosableContent, findCase, listCases } from "./content-registry";
import { liveContext, type ServiceContext } from "./context";
import { caseStateOf, caseStatesOf } from "./library-states";
import { failureTitles, glossaryTerms, phaseNames, textsOf } from "./library-wording";

/** A page of them; who practises one case more often than this looks at home for the rest. */
const MAX_ATTEMPTS_SHOWN = 20;

/** Every case, the easiest first. */
export async function listLibraryCases(
  viewer: Viewer | null,
  context: ServiceContext = liveContext(),
): Promise<CaseListing[]> {
  const [cases, states] = await Promise.all([listCases(context), caseStatesOf(viewer, context)]);
  return cases
    .map(({ id, title, prompt, domain, difficulty, focus }) => ({
      id,
      title,
      prompt,
      domain,
      difficulty,
      focus,
      state: viewer ? (states.get(id) ?? NO_STATE) : null,
    }))
    .sort((a, b) => a.difficulty - b.difficulty || a.title.localeCompare(b.title, "en"));
}

export interface LibraryCase {
  case: CandidateView;
  /** Null for a visitor. */
  state: CaseState | null;
  attempts: CaseAttempt[];
  /** Null until the viewer has tried the case or knows it anyway. */
  summary: CaseSummary | null;
  /** Names of the common phases, which a summary is written against. */
  phaseNames: Record<string, string>;
  /** Titles of the failure modes of the summary that the library describes. */
  failureTitles: Record<string, string>;
  defaultFramework: { id: string; name: string; summary: string };
  /** Of the glossary, what the page's text needs. */
  terms: Term[];
}

export async function loadLibraryCase(
  viewer: Viewer | null,
  caseId: string,
  context: ServiceContext = liveContext(),
): Promise<Result<LibraryCase, "not-found">> {
  const [whole, state, { defaultFramework }] = await Promise.all([
    findCase(context, caseId),
    caseStateOf(viewer, caseId, context),
    choosableContent(context),
  ]);
  if (!whole) return refuse("not-found");
  const attempts =
    viewer && state && state.attempts > 0
      ? await findCaseAttempts(context.db, viewer.userId, caseId, MAX_ATTEMPTS_SHOWN)
      : [];
  const summary = state && maySeeSummary(state) ? caseSummary(whole) : null;
  const view = candidateView(whole);
  return ok({
    case: view,
    state,
    attempts,
    summary,
    phaseNames: phaseNames(context),
    failureTitles: failureTitles(summary?.failureModes ?? [], context),
    defaultFramework: {
      id: defaultFramework.id,
      name: defaultFramework.name,
      summary: defaultFramework.summary,
    },
    terms: termsIn(
      [view.prompt, ...view.candidateBrief, ...textsOf(summary)],
      glossaryTerms(context),
    ),
  });
}
