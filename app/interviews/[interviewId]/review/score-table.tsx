import { cardRows } from "@/lib/domain/content/card-rows";
import type { Rubric } from "@/lib/domain/content/rubric";
import type { Level } from "@/lib/domain/plan";
import type { CardKind, Score, Scorecard } from "@/lib/domain/scorecard";
import { EmptyState } from "../../../_components/empty-state";
import { personName, RECOMMENDATION_WORDS, scoreWord } from "../../_components/words";
import { scrolledByKeys } from "./scrolled-by-keys";

interface Card {
  author: number;
  authorName: string | null;
  kind: CardKind;
  card: Scorecard;
}

/** Two scores this far apart are worth talking about first. */
const GAP = 2;

function gapOf(scores: readonly Score[]): number {
  const numbers = scores.filter((score) => score !== "not-observed");
  return numbers.length < 2 ? 0 : Math.max(...numbers) - Math.min(...numbers);
}

function ScoreMark({ score }: { score: Score }) {
  return (
    <span className="flex items-center gap-2">
      <span className="font-[650] tabular-nums">{scoreWord(score)}</span>
      {score === "not-observed" ? null : (
        <span aria-hidden className="flex gap-0.5">
          {[1, 2, 3, 4].map((step) => (
            <span
              key={step}
              className={`h-2 w-4 rounded-full ${step <= score ? "bg-accent" : "bg-line"}`}
            />
          ))}
        </span>
      )}
    </span>
  );
}

/** The cards side by side, competency by competency, with what they disagree on marked in words. */
export function ScoreTable({
  cards,
  rubric,
  level,
}: {
  cards: readonly Card[];
  rubric: Rubric;
  level: Level;
}) {
  if (cards.length === 0)
    return (
      <div className="mt-3">
        <EmptyState>No scorecard was written for this interview.</EmptyState>
      </div>
    );
  const heading = ({ kind, authorName }: Card) =>
    kind === "self" ? `${personName(authorName)}, about themselves` : personName(authorName);
  return (
    <div {...scrolledByKeys("Scorecards side by side")} className="mt-3 overflow-x-auto">
      <table
        className={`w-full border-collapse text-left align-top ${cards.length > 1 ? "min-w-120" : ""}`}
      >
        <thead>
          <tr className="border-line border-b text-ink-2 text-sm">
            <th scope="col" className="w-1/4 py-2 pr-4 font-medium">
              Competency
            </th>
            {cards.map((card) => (
              <th key={card.author} scope="col" className="py-2 pr-4 font-medium">
                {heading(card)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cardRows(
            rubric,
            cards.map(({ card }) => card),
          ).map((competency) => {
            const ratings = cards.map(({ card }) => card.ratings[competency.id]);
            const gap = gapOf(ratings.flatMap((rating) => (rating ? [rating.score] : [])));
            return (
              <tr key={competency.id} className="break-inside-avoid border-line border-b">
                <th scope="row" className="py-3 pr-4 align-top font-medium">
                  {competency.name}
                  {gap >= GAP ? (
                    <span className="block font-normal text-sm text-warn">
                      {gap} points apart: talk about it first
                    </span>
                  ) : null}
                </th>
                {cards.map((card, i) => {
                  const rating = ratings[i];
                  return (
                    <td key={card.author} className="py-3 pr-4 align-top">
                      {rating ? (
                        <>
                          <ScoreMark score={rating.score} />
                          {rating.score === "not-observed" ? null : (
                            <p className="mt-1 text-ink-3 text-sm">
                              {competency.anchors[level][rating.score]}
                            </p>
                          )}
                          {rating.evidence ? (
                            <p className="mt-2 whitespace-pre-wrap text-sm">{rating.evidence}</p>
                          ) : null}
                        </>
                      ) : (
                        <span className="text-ink-3">–</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {cards.some(({ card }) => card.recommendation) ? (
            <tr className="border-line border-b">
              <th scope="row" className="py-3 pr-4 align-top font-medium">
                Recommendation
              </th>
              {cards.map(({ author, card }) => (
                <td key={author} className="py-3 pr-4 align-top">
                  {card.recommendation ? RECOMMENDATION_WORDS[card.recommendation] : "–"}
                  {card.reason ? (
                    <p className="mt-1 whitespace-pre-wrap text-ink-2 text-sm">
                      Differs from the sum of the ratings: {card.reason}
                    </p>
                  ) : null}
                </td>
              ))}
            </tr>
          ) : null}
          <tr>
            <th scope="row" className="py-3 pr-4 align-top font-medium">
              To fix next
            </th>
            {cards.map(({ author, card }) => (
              <td key={author} className="whitespace-pre-wrap py-3 pr-4 align-top">
                {card.fix}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
