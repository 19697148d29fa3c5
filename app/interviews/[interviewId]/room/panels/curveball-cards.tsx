import type { Curveball } from "@/lib/domain/content/interviewer-material";
import { Bullets } from "./bullets";

/** Planned twists: the words to say, and what to listen for afterwards. */
export function CurveballCards({ curveballs }: { curveballs: readonly Curveball[] }) {
  return (
    <ul className="m-0 flex list-none flex-col gap-4 p-0">
      {curveballs.map((ball) => (
        <li key={ball.id} className="flex flex-col gap-1.5">
          <h3 className="font-medium text-sm leading-normal">{ball.title}</h3>
          <blockquote className="m-0 border-line-strong border-l-2 pl-3">{ball.say}</blockquote>
          <details className="text-ink-2">
            <summary className="text-xs">Listen for</summary>
            <div className="pt-1.5">
              <Bullets lines={ball.listenFor} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
