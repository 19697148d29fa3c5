import type { EstimatedResult } from "@/lib/estimate/estimate";

/** The results in their order, each with how it arises; those that wait say what for. */
export function ResultList({ results }: { results: readonly EstimatedResult[] }) {
  return (
    <ul className="m-0 flex list-none flex-col p-0">
      {results.map((result) => (
        <li
          key={result.id}
          className="flex flex-col gap-0.5 border-line border-t py-3 first:border-t-0 first:pt-0"
        >
          <h4 className="font-medium text-ink-2 text-sm leading-normal">{result.label}</h4>
          {result.figure ? (
            <>
              <p className="tabular wrap-anywhere font-bold text-base">
                {result.figure.rounded ?? result.figure.exact}
              </p>
              {result.figure.rounded ? (
                <p className="tabular wrap-anywhere text-ink-2 text-sm">{result.figure.exact}</p>
              ) : null}
              <p className="max-w-prose text-ink-2 text-sm">{result.says}</p>
              <p className="tabular wrap-anywhere mt-1 rounded-control bg-sunken px-2 py-1 text-xs">
                {result.figure.worked}
              </p>
            </>
          ) : (
            <p className="text-ink-3 text-sm">
              {result.needs.length > 0
                ? `Waits for: ${result.needs.join(", ")}.`
                : "These figures lead to no number."}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
