/**
 * A finished interview as one Markdown file: what came out, the minutes, the cards, the
 * document, and the canvas as text.
 *
 * Built as a document of our own schema and written by the same writer as the room's
 * document, so that nothing a person typed can become markup.
 */
import type { Plan } from "../domain/plan";
import { MINUTE_MS } from "../domain/plan";
import { heading, list, paragraph, row } from "../room-document/document-blocks";
import type { DocumentNode } from "../room-document/document-json";
import { toMarkdown, withoutNul } from "../room-document/markdown";

export interface MarkdownReview {
  title: string;
  /** Short facts under the title: level, length, date, people. */
  facts: string[];
  plan: Plan;
  actualMs: readonly number[];
  cards: {
    heading: string;
    recommendation: string | null;
    /** Why it is not the one that the ratings come to. */
    reason: string | null;
    ratings: { competency: string; score: string; evidence: string }[];
    fix: string;
  }[];
  document: DocumentNode;
  /** The canvas in words: a Markdown fragment without headings (lib/board/outline.ts). */
  canvasMarkdown: string;
}

/** Minutes and seconds, such as 5:07. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function reviewMarkdown(review: MarkdownReview): string {
  const minutes: DocumentNode = {
    type: "table",
    content: [
      row(["Phase", "Planned", "Actual"], "tableHeader"),
      ...review.plan.map((phase, i) =>
        row([
          phase.name,
          minutesAndSeconds(phase.minutes * MINUTE_MS),
          minutesAndSeconds(review.actualMs[i] ?? 0),
        ]),
      ),
    ],
  };
  const cards = review.cards.flatMap((card) => [
    heading(card.heading, 3),
    ...(card.recommendation ? [paragraph(`Recommendation: ${card.recommendation}`)] : []),
    ...(card.reason
      ? [paragraph(`Why it differs from the sum of the ratings: ${card.reason}`)]
      : []),
    {
      type: "table",
      content: [
        row(["Competency", "Score", "Evidence"], "tableHeader"),
        ...card.ratings.map(({ competency, score, evidence }) =>
          row([competency, score, evidence.replaceAll(/\s+/g, " ")]),
        ),
      ],
    },
    paragraph(`To fix next: ${card.fix}`),
  ]);
  const names = new Map(review.plan.map((phase) => [phase.phaseId, phase.name]));
  const own: DocumentNode[] = [
    heading(review.title, 1),
    list(review.facts),
    heading("Minutes", 2),
    minutes,
    heading("Scorecards", 2),
    ...(cards.length > 0 ? cards : [paragraph("No scorecard was written.")]),
  ];
  const whole = { type: "doc", content: [...own, ...(review.document.content ?? [])] };
  return `${toMarkdown(whole, { phaseName: (id) => names.get(id) })}
## Canvas

${withoutNul(review.canvasMarkdown)}
`;
}
