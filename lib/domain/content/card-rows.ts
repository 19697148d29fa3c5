import type { Scorecard } from "../scorecard";
import type { Rubric, RubricCompetency } from "./rubric";

/** The rows of finished cards side by side: the rubric's competencies, and its gate where somebody rated it. */
export function cardRows(
  rubric: Pick<Rubric, "competencies" | "gate">,
  cards: readonly Pick<Scorecard, "ratings">[],
): RubricCompetency[] {
  const { competencies, gate } = rubric;
  return gate && cards.some(({ ratings }) => ratings[gate.id])
    ? [...competencies, gate]
    : competencies;
}
