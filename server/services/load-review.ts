import type { BoardElements } from "@/lib/board/graph";
import { caseCard } from "@/lib/domain/content/case-views";
import type { Rubric } from "@/lib/domain/content/rubric";
import type { InterviewId } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import type { InterviewLength, Level, Plan } from "@/lib/domain/plan";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { CardKind, Scorecard } from "@/lib/domain/scorecard";
import type { Viewer } from "@/lib/domain/viewer";
import { type DocumentNode, documentJson } from "@/lib/room-document/document-json";
import {
  type ExcalidrawFile,
  excalidrawFile,
  readElements,
} from "@/lib/room-document/excalidraw-file";
import { elementsOf } from "@/lib/room-document/roots";
import { findCards } from "../db/scorecards";
import { type AccessRefusal, requirePermission } from "./authorize";
import { liveContext, type ServiceContext } from "./context";
import { loadFinalState } from "./final-state";
import { caseOf, rubricOf } from "./interview-content";

export interface ReviewCard {
  author: number;
  authorName: string | null;
  kind: CardKind;
  card: Scorecard;
  submittedAt: Date;
}

export interface Review {
  interviewId: InterviewId;
  caseTitle: string;
  caseDomain: string;
  level: Level;
  lengthMinutes: InterviewLength;
  createdAt: Date;
  state: Extract<InterviewState, { status: "finished" }>;
  plan: Plan;
  rubric: Rubric;
  people: { number: number; name: string | null; role: ParticipantRole }[];
  cards: ReviewCard[];
  /** People who owed a card and did not write one. */
  missing: { name: string | null; role: ParticipantRole }[];
  document: DocumentNode;
  canvas: ExcalidrawFile;
  /** The canvas as it is stored, for what reads its meaning. */
  board: BoardElements;
  myRole: ParticipantRole;
}

/**
 * A finished interview as its people may read it: cards are open, the brief is not here.
 *
 * @returns `not-finished` while cards are still sealed
 */
export async function loadReview(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<Review, AccessRefusal | "not-finished">> {
  const access = await requirePermission(context.db, viewer, interviewId, "interview:view");
  if (!access.ok) return access;
  const { interview, people, me } = access.value;
  const { state } = interview;
  if (state.status !== "finished") return refuse("not-finished");
  const allowed = await requirePermission(context.db, viewer, interviewId, "review:read");
  if (!allowed.ok) return allowed;
  if (!me) return refuse("not-allowed");

  const [chosenCase, rubric, cards, final] = await Promise.all([
    caseOf(context, interview),
    rubricOf(context, interview),
    findCards(context.db, interviewId),
    loadFinalState(context.db, interviewId, "shared"),
  ]);
  if (!final) return refuse("not-found");
  const { title, domain } = caseCard(chosenCase);
  const byNumber = new Map<number, (typeof people)[number]>(
    people.map((person) => [person.number, person]),
  );
  const open = cards.flatMap(({ author, kind, card, submittedAt }): ReviewCard[] =>
    card && submittedAt
      ? [{ author, authorName: byNumber.get(author)?.name ?? null, kind, card, submittedAt }]
      : [],
  );
  const has = new Set(open.map((card) => card.author));
  return ok({
    interviewId,
    caseTitle: title,
    caseDomain: domain,
    level: interview.level,
    lengthMinutes: interview.lengthMinutes,
    createdAt: interview.createdAt,
    state,
    plan: interview.plan,
    rubric,
    people: people
      .filter((person) => !person.removedAt)
      .map(({ number, name, role }) => ({ number, name, role })),
    cards: open,
    missing: people
      .filter(
        ({ number, role, removedAt }) => !removedAt && role !== "observer" && !has.has(number),
      )
      .map(({ name, role }) => ({ name, role })),
    document: documentJson(final.doc),
    canvas: excalidrawFile(elementsOf(final.doc)),
    board: readElements(elementsOf(final.doc)),
    myRole: me.role,
  });
}
