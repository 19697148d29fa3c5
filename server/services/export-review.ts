/** A finished interview as files to keep: Markdown, and the canvas for Excalidraw. */

import { boardGraph } from "@/lib/board/graph";
import { boardMarkdown } from "@/lib/board/outline";
import { cardRows } from "@/lib/domain/content/card-rows";
import type { InterviewId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { reviewMarkdown } from "@/lib/recording/review-markdown";
import type { AccessRefusal } from "./authorize";
import { liveContext, type ServiceContext } from "./context";
import { loadReview, type Review } from "./load-review";

export interface ExportedFile {
  name: string;
  text: string;
}

type ExportRefusal = AccessRefusal | "not-finished";

const LEVELS = { mid: "Mid", senior: "Senior", staff: "Staff" } as const;
const ROLES = {
  interviewer: "interviewer",
  candidate: "candidate",
  observer: "observer",
  solo: "solo",
} as const;
const RECOMMENDATIONS = {
  "strong-no": "strong no",
  no: "no",
  yes: "yes",
  "strong-yes": "strong yes",
} as const;

/** Safe in a header and on every file system: the case's title has letters of the interface only. */
function fileName(review: Review, extension: string): string {
  const title = review.caseTitle
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const day = new Date(review.state.startedAt).toISOString().slice(0, 10);
  return `dryrun-${title}-${day}.${extension}`;
}

export async function exportMarkdown(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<ExportedFile, ExportRefusal>> {
  const loaded = await loadReview(viewer, interviewId, context);
  if (!loaded.ok) return loaded;
  const review = loaded.value;
  const nameOf = (name: string | null) => name ?? "Deleted person";
  const text = reviewMarkdown({
    title: review.caseTitle,
    facts: [
      `${LEVELS[review.level]}, ${review.lengthMinutes} minutes`,
      `Started ${new Date(review.state.startedAt).toISOString().replace("T", " ").slice(0, 16)} UTC`,
      ...review.people.map(({ name, role }) => `${nameOf(name)}: ${ROLES[role]}`),
    ],
    plan: review.plan,
    actualMs: review.state.actualMs,
    cards: review.cards.map(({ authorName, kind, card }) => ({
      heading: kind === "self" ? `${nameOf(authorName)}, about themselves` : nameOf(authorName),
      recommendation: card.recommendation && RECOMMENDATIONS[card.recommendation],
      ratings: cardRows(review.rubric, [card]).map((competency) => {
        const rating = card.ratings[competency.id];
        return {
          competency: competency.name,
          score: !rating || rating.score === "not-observed" ? "not observed" : String(rating.score),
          evidence: rating?.evidence ?? "",
        };
      }),
      reason: card.reason ?? null,
      fix: card.fix,
    })),
    document: review.document,
    canvasMarkdown: boardMarkdown(boardGraph(review.board)),
  });
  return ok({ name: fileName(review, "md"), text });
}

export async function exportCanvas(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<ExportedFile, ExportRefusal>> {
  const loaded = await loadReview(viewer, interviewId, context);
  if (!loaded.ok) return loaded;
  const { canvas } = loaded.value;
  return ok({
    name: fileName(loaded.value, "excalidraw"),
    text: `${JSON.stringify(canvas, null, 2)}\n`,
  });
}
