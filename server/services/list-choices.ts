import { caseCard } from "@/lib/domain/content/case-views";
import { profileMinutes } from "@/lib/domain/content/profile-minutes";
import { isSpoiled } from "@/lib/domain/library/case-state";
import type { CaseChoice, Choices } from "@/lib/domain/new-interview-choices";
import { INTERVIEW_LENGTHS, type InterviewLength } from "@/lib/domain/plan";
import type { Viewer } from "@/lib/domain/viewer";
import { choosableContent } from "./content-registry";
import { liveContext, type ServiceContext } from "./context";
import { caseStatesOf } from "./library-states";

/** What a framework's own minutes stand for. */
const BALANCED_PROFILE = "tp-balanced";

/** The default first, the others in the order they are kept in. */
function defaultFirst<T extends { id: string }>(first: T, all: Iterable<T>): T[] {
  return [first, ...[...all].filter(({ id }) => id !== first.id)];
}

/** What a new interview can be made of: easiest cases first, the defaults first. */
export async function listChoices(
  viewer: Viewer,
  context: ServiceContext = liveContext(),
): Promise<Choices> {
  const [registry, states] = await Promise.all([
    choosableContent(context),
    caseStatesOf(viewer, context),
  ]);
  const { commonChecklist: common, timeProfiles } = context.content;
  const balanced = timeProfiles.get(BALANCED_PROFILE);
  if (!balanced) throw new Error(`There is no time profile ${BALANCED_PROFILE}.`);
  const profiles = defaultFirst(balanced, timeProfiles.values());

  const cases = [...registry.cases.values()].map((whole): CaseChoice => {
    const state = states.get(whole.id);
    return {
      ...caseCard(whole),
      profileId: whole.interviewer.timeProfile,
      knownFrom:
        !state || !isSpoiled(state) ? null : state.hasInterviewed ? "interviewing" : "reading",
    };
  });
  cases.sort((a, b) => a.difficulty - b.difficulty || a.title.localeCompare(b.title, "en"));

  return {
    cases,
    frameworks: defaultFirst(registry.defaultFramework, registry.frameworks.values()).map(
      (framework) => ({
        id: framework.id,
        name: framework.name,
        summary: framework.summary,
        phases: framework.phases.map(({ id, name, goal, isScored }) => ({
          id,
          name,
          goal,
          isScored,
        })),
        minutes: Object.fromEntries(
          profiles.map((profile) => [
            profile.id,
            Object.fromEntries(
              INTERVIEW_LENGTHS.map((length) => [
                length,
                profileMinutes(framework, profile, { balanced, common }, length),
              ]),
              // From entries of every length there is.
            ) as Record<InterviewLength, number[]>,
          ]),
        ),
      }),
    ),
    rubrics: defaultFirst(registry.defaultRubric, registry.rubrics.values()).map(
      ({ id, name, summary }) => ({ id, name, summary }),
    ),
    timeProfiles: profiles.map(({ id, name, chooseWhen }) => ({ id, name, chooseWhen })),
  };
}
