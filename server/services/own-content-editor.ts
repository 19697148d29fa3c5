/** Everything the editor of a draft shows, and everything its preview shows. */
import type { InterviewerBrief } from "@/lib/domain/content/case-views";
import { interviewerBrief } from "@/lib/domain/content/case-views";
import type { CommonChecklist } from "@/lib/domain/content/common-checklist";
import type { Framework } from "@/lib/domain/content/framework";
import type { OwnItemId, TextProblem } from "@/lib/domain/content/own-content";
import type { ReferenceDrawing } from "@/lib/domain/content/reference-drawing";
import type { Rubric } from "@/lib/domain/content/rubric";
import { type Term, termOf, termsIn } from "@/lib/domain/content/term-marks";
import { ok, type Result } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import type { OwnDraft } from "../db/own-content";
import { liveContext, type ServiceContext } from "./context";
import { failureTitles, phaseNames, textsOf } from "./library-wording";
import { openOwnDraft } from "./own-content";
import { examineText } from "./own-content-checks";
import type { CheckedText } from "./own-content-drafts";
import { referenceDrawing } from "./reference-drawing";

export interface OwnEditor {
  draft: OwnDraft;
  checked: CheckedText;
  /** What the form's lists are chosen from. */
  phases: { id: string; name: string }[];
}

export async function loadOwnEditor(
  viewer: Viewer,
  itemId: OwnItemId,
  context: ServiceContext = liveContext(),
): Promise<Result<OwnEditor, "not-found">> {
  const opened = await openOwnDraft(viewer, itemId, context);
  if (!opened.ok) return opened;
  const draft = opened.value;
  const text = draft.draft;
  const { form, body } = examineText(draft, text, context);
  const names = phaseNames(context);
  return ok({
    draft,
    checked: { text, form, problems: body.ok ? [] : body.code },
    phases: [...context.content.vocabulary.phases].map((id) => ({ id, name: names[id] ?? id })),
  });
}

export type OwnPreview = { draft: OwnDraft } & (
  | { shows: "problems"; problems: readonly TextProblem[] }
  | {
      shows: "case";
      brief: InterviewerBrief;
      drawing: ReferenceDrawing;
      phaseNames: Record<string, string>;
      failureTitles: Record<string, string>;
      terms: Term[];
    }
  | { shows: "framework"; framework: Framework; commonChecklist: CommonChecklist; terms: Term[] }
  | { shows: "rubric"; rubric: Rubric }
);

/** The saved draft as its readers would see it, once nothing in it is wrong. */
export async function loadOwnPreview(
  viewer: Viewer,
  itemId: OwnItemId,
  context: ServiceContext = liveContext(),
): Promise<Result<OwnPreview, "not-found">> {
  const opened = await openOwnDraft(viewer, itemId, context);
  if (!opened.ok) return opened;
  const draft = opened.value;
  const { kind, contentId, draft: text } = draft;
  const glossary = context.content.glossary.map(termOf);
  const wrong = (problems: readonly TextProblem[]) =>
    ok({ draft, shows: "problems", problems } as const);
  switch (kind) {
    case "case": {
      const { body: read } = examineText({ kind, contentId }, text, context);
      if (!read.ok) return wrong(read.code);
      const brief = interviewerBrief(read.value);
      return ok({
        draft,
        shows: "case",
        brief,
        drawing: await referenceDrawing(brief, context),
        phaseNames: phaseNames(context),
        failureTitles: failureTitles(brief.failureModes, context),
        terms: termsIn(textsOf(brief), glossary),
      });
    }
    case "framework": {
      const { body: read } = examineText({ kind, contentId }, text, context);
      if (!read.ok) return wrong(read.code);
      const { commonChecklist } = context.content;
      const terms = termsIn(textsOf(read.value), glossary);
      return ok({ draft, shows: "framework", framework: read.value, commonChecklist, terms });
    }
    case "rubric": {
      const { body: read } = examineText({ kind, contentId }, text, context);
      return read.ok ? ok({ draft, shows: "rubric", rubric: read.value }) : wrong(read.code);
    }
    default:
      return kind satisfies never;
  }
}
