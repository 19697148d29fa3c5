import Link from "next/link";
import { WithTerms } from "@/app/_components/glossary/with-terms";
import type { Term } from "@/lib/domain/content/term-marks";

/** How a case is missed. What the library describes at length is linked, the rest is the case's own. */
export function FailureModeList({
  modes,
  titles,
  terms,
}: {
  modes: readonly { id: string; text: string }[];
  /** Of those the library describes, by id. */
  titles: Readonly<Record<string, string>>;
  terms: readonly Term[];
}) {
  return (
    <ul className="m-0 flex max-w-prose list-none flex-col gap-3 p-0">
      {modes.map(({ id, text }) => (
        <li key={id}>
          {titles[id] ? (
            <Link href={`/library/failure-modes#${id}`} className="link">
              {titles[id]}
            </Link>
          ) : (
            <span className="text-ink-3 text-sm">Only here</span>
          )}
          <p className="text-ink-2 text-sm">
            <WithTerms text={text} terms={terms} />
          </p>
        </li>
      ))}
    </ul>
  );
}
