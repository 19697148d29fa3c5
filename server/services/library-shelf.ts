/** What the library holds beside cases, for everybody: frameworks, rubrics, failure modes, words. */
import type { CommonChecklist } from "@/lib/domain/content/common-checklist";
import type { FailureModeEntry } from "@/lib/domain/content/failure-mode";
import type { Framework } from "@/lib/domain/content/framework";
import type { GlossaryEntry } from "@/lib/domain/content/glossary";
import type { Rubric } from "@/lib/domain/content/rubric";
import { type Term, termsIn } from "@/lib/domain/content/term-marks";
import type { TimeProfile } from "@/lib/domain/content/time-profile";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { choosableContent, listCases } from "./content-registry";
import { liveContext, type ServiceContext } from "./context";
import { glossaryTerms, phaseNames, textsOf } from "./library-wording";

const defaultFirst = <T extends { id: string; name: string }>(all: Iterable<T>, first: T): T[] =>
  [...all].sort(
    (a, b) =>
      Number(b.id === first.id) - Number(a.id === first.id) || a.name.localeCompare(b.name, "en"),
  );

/** The one an interview gets when nobody chooses, then the others. */
export async function listLibraryFrameworks(context: ServiceContext = liveContext()): Promise<{
  frameworks: Framework[];
  defaultId: string;
  timeProfiles: TimeProfile[];
  phaseNames: Record<string, string>;
}> {
  const { frameworks, defaultFramework } = await choosableContent(context);
  return {
    frameworks: defaultFirst(frameworks.values(), defaultFramework),
    defaultId: defaultFramework.id,
    timeProfiles: [...context.content.timeProfiles.values()],
    phaseNames: phaseNames(context),
  };
}

export interface LibraryFramework {
  framework: Framework;
  commonChecklist: CommonChecklist;
  terms: Term[];
}

export async function loadLibraryFramework(
  id: string,
  context: ServiceContext = liveContext(),
): Promise<Result<LibraryFramework, "not-found">> {
  const { frameworks } = await choosableContent(context);
  const framework = frameworks.get(id);
  if (!framework) return refuse("not-found");
  const { commonChecklist } = context.content;
  return ok({
    framework,
    commonChecklist,
    terms: termsIn(textsOf([framework, commonChecklist]), glossaryTerms(context)),
  });
}

export async function listLibraryRubrics(
  context: ServiceContext = liveContext(),
): Promise<{ rubrics: Rubric[]; defaultId: string }> {
  const { rubrics, defaultRubric } = await choosableContent(context);
  return { rubrics: defaultFirst(rubrics.values(), defaultRubric), defaultId: defaultRubric.id };
}

export async function loadLibraryRubric(
  id: string,
  context: ServiceContext = liveContext(),
): Promise<Result<Rubric, "not-found">> {
  const rubric = (await choosableContent(context)).rubrics.get(id);
  return rubric ? ok(rubric) : refuse("not-found");
}

/** Without how a program notices it: that is no help to anybody who reads. */
export type FailureModeView = Omit<FailureModeEntry, "detect" | "prompt" | "calculator"> & {
  /** The calculator whose figure makes the point. */
  calculator: { id: string; title: string } | null;
  /** Cases that invite it; their titles say nothing of what else is in them. */
  cases: { id: string; title: string }[];
};

export async function listFailureModes(
  context: ServiceContext = liveContext(),
): Promise<{ failureModes: FailureModeView[]; phaseNames: Record<string, string> }> {
  const cases = await listCases(context);
  const calculatorOf = (id: string | undefined) => {
    const found = id === undefined ? undefined : context.content.calculators.get(id);
    return found ? { id: found.id, title: found.title } : null;
  };
  return {
    failureModes: [...context.content.failureModes.values()].map(
      ({ detect: _detect, prompt: _prompt, calculator, ...open }) => ({
        ...open,
        calculator: calculatorOf(calculator),
        cases: cases
          .filter(({ interviewer }) => interviewer.failureModes.some(({ id }) => id === open.id))
          .map(({ id, title }) => ({ id, title }))
          .sort((a, b) => a.title.localeCompare(b.title, "en")),
      }),
    ),
    phaseNames: phaseNames(context),
  };
}

/** The words a newcomer meets, in the order of the alphabet. */
export function listGlossary(
  { content }: Pick<ServiceContext, "content"> = liveContext(),
): GlossaryEntry[] {
  return [...content.glossary].sort((a, b) =>
    a.term.localeCompare(b.term, "en", { sensitivity: "base" }),
  );
}
