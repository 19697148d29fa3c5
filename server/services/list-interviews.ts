import type { InterviewId } from "@/lib/domain/ids";
import type { InterviewStatus } from "@/lib/domain/interview";
import type { InterviewLength, Level } from "@/lib/domain/plan";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { Recommendation } from "@/lib/domain/scorecard";
import type { Viewer } from "@/lib/domain/viewer";
import { findInterviewsOf, type ListPosition } from "../db/interviews";
import { findCards } from "../db/scorecards";
import { liveContext, type ServiceContext } from "./context";
import { caseOf } from "./interview-content";

/** A screenful and a half; older ones follow page by page. */
export const INTERVIEWS_PER_PAGE = 20;

export interface InterviewSummary {
  id: InterviewId;
  caseTitle: string;
  role: ParticipantRole;
  status: InterviewStatus;
  level: Level;
  lengthMinutes: InterviewLength;
  createdAt: Date;
  scheduledFor: Date | null;
  /** Names of the others; null where the account is gone. */
  others: (string | null)[];
  /** Of a finished interview, once an interviewer's card is open. */
  recommendation: Recommendation | null;
}

export interface InterviewPage {
  interviews: InterviewSummary[];
  /** Hand it back to get the next page; null at the end. */
  next: ListPosition | null;
}

/** The viewer's interviews, the one they came into last first. */
export async function listInterviews(
  viewer: Viewer,
  after?: ListPosition,
  context: ServiceContext = liveContext(),
): Promise<InterviewPage> {
  // One more than shown tells whether there is a next page.
  const found = await findInterviewsOf(context.db, viewer.userId, INTERVIEWS_PER_PAGE + 1, after);
  const shown = found.slice(0, INTERVIEWS_PER_PAGE);
  const interviews = await Promise.all(
    shown.map(async ({ interview, role, people }): Promise<InterviewSummary> => {
      const [chosenCase, cards] = await Promise.all([
        caseOf(context, interview),
        interview.status === "finished" ? findCards(context.db, interview.id) : [],
      ]);
      return {
        id: interview.id,
        caseTitle: chosenCase.title,
        role,
        status: interview.status,
        level: interview.level,
        lengthMinutes: interview.lengthMinutes,
        createdAt: interview.createdAt,
        scheduledFor: interview.scheduledFor,
        others: people
          .filter((person) => person.userId !== viewer.userId && !person.removedAt)
          .map((person) => person.name),
        recommendation:
          cards.find((card) => card.kind === "interviewer")?.card?.recommendation ?? null,
      };
    }),
  );
  const last = shown.at(-1);
  return {
    interviews,
    next:
      found.length > INTERVIEWS_PER_PAGE && last
        ? { joinedAt: last.joinedAt, id: last.interview.id }
        : null,
  };
}
