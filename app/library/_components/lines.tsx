import { Pieces } from "@/app/_components/glossary/with-terms";
import { markLines, type Term } from "@/lib/domain/content/term-marks";

/** Points, one line each, with the glossary's help. */
export function Lines({ lines, terms }: { lines: readonly string[]; terms: readonly Term[] }) {
  const marked = markLines(lines, terms);
  return (
    <ul className="m-0 flex list-disc flex-col gap-1.5 pl-5 marker:text-ink-3">
      {lines.map((line, i) => (
        <li key={line}>
          <Pieces pieces={marked[i] ?? [line]} />
        </li>
      ))}
    </ul>
  );
}
