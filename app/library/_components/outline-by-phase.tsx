import type { Term } from "@/lib/domain/content/term-marks";
import { Lines } from "./lines";
import { phaseWords } from "./words";

/** A strong answer in the order of the phases. */
export function OutlineByPhase({
  outline,
  phaseNames,
  terms,
}: {
  outline: Readonly<Record<string, readonly string[]>>;
  phaseNames: Readonly<Record<string, string>>;
  terms: readonly Term[];
}) {
  return (
    <ol className="m-0 flex list-none flex-col gap-5 p-0">
      {Object.entries(outline).map(([phase, lines]) => (
        <li key={phase} className="max-w-prose">
          <h3 className="mb-1.5 text-base">{phaseWords(phase, phaseNames)}</h3>
          <div className="text-sm">
            <Lines lines={lines} terms={terms} />
          </div>
        </li>
      ))}
    </ol>
  );
}
