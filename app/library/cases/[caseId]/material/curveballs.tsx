import type { Curveball } from "@/lib/domain/content/interviewer-material";
import type { Term } from "@/lib/domain/content/term-marks";
import { Lines } from "../../../_components/lines";
import { COMPETENCY_WORDS, phaseWords } from "../../../_components/words";

/** Planned twists: the words to say, and what a good answer touches. */
export function Curveballs({
  curveballs,
  phaseNames,
  terms,
}: {
  curveballs: readonly Curveball[];
  phaseNames: Readonly<Record<string, string>>;
  terms: readonly Term[];
}) {
  return (
    <ul className="m-0 grid list-none gap-x-8 p-0 lg:grid-cols-2">
      {curveballs.map((ball) => (
        <li key={ball.id} className="border-line border-t py-3">
          <h3 className="text-base">{ball.title}</h3>
          <p className="text-ink-3 text-sm">
            {/* The two-minute read speaks of them as cb1, cb2 and so on. */}
            {ball.id.split(".").at(-1)} · {phaseWords(ball.when, phaseNames)} ·{" "}
            {COMPETENCY_WORDS[ball.competency]}
          </p>
          <p className="mt-2 text-ink-3 text-sm">Say</p>
          <blockquote className="m-0 border-accent border-l-2 pl-3">{ball.say}</blockquote>
          <p className="mt-2 text-ink-3 text-sm">Listen for</p>
          <Lines lines={ball.listenFor} terms={terms} />
        </li>
      ))}
    </ul>
  );
}
