import type { TextProblem } from "@/lib/domain/content/own-content";

/** What is wrong, with the line and the field; clicking goes there, where the text is on the page. */
export function ProblemList({
  problems,
  onJump,
}: {
  problems: readonly TextProblem[];
  onJump?: ((line: number) => void) | undefined;
}) {
  if (problems.length === 0) return null;
  return (
    <section
      aria-labelledby="problems"
      className="rounded-panel border border-warn/30 bg-warn-soft px-4 py-3 text-sm"
    >
      <h2 id="problems" className="text-base">
        To correct before it can be published
      </h2>
      <ol
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keys
        tabIndex={0}
        aria-label="Problems"
        className="m-0 mt-2 flex max-h-72 list-none flex-col gap-1 overflow-y-auto p-0"
      >
        {problems.map((problem, i) => {
          const { line, path, message } = problem;
          const where = path === "" ? `Line ${line}` : `Line ${line}, ${path}`;
          return (
            // Two problems can be word for word the same.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
            <li key={i} className="flex flex-wrap gap-x-2 break-words [overflow-wrap:anywhere]">
              {onJump ? (
                <button type="button" className="link text-left" onClick={() => onJump(line)}>
                  {where}
                </button>
              ) : (
                <span className="font-medium">{where}</span>
              )}
              <span>{message}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
