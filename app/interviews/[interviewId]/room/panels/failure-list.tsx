import type { GuideFailure } from "@/lib/domain/content/guide-failures";

/** What usually goes wrong in a phase, with the question to ask. The links leave the room alone. */
export function FailureList({ failures }: { failures: readonly GuideFailure[] }) {
  return (
    <ul className="m-0 flex list-none flex-col gap-3 p-0">
      {failures.map(({ id, title, shows, ask, isOfCase }) => (
        <li key={id}>
          <a
            href={`/library/failure-modes#${id}`}
            target="_blank"
            rel="noreferrer"
            className="link"
          >
            {title}
            <span className="sr-only"> (opens a new tab)</span>
          </a>
          {isOfCase ? <span className="text-ink-3 text-xs"> · likely in this case</span> : null}
          <p className="text-ink-2">{shows}</p>
          <p>
            <span className="text-ink-3 text-xs">Ask </span>
            {ask}
          </p>
        </li>
      ))}
    </ul>
  );
}
