"use client";

import { Checkbox } from "@/app/_components/checkbox";
import { useTerms } from "@/app/_components/glossary/terms-context";
import { Pieces } from "@/app/_components/glossary/with-terms";
import type { GuideItem } from "@/lib/domain/content/phase-guide";
import { markLines } from "@/lib/domain/content/term-marks";

/** What to listen for in a phase. Ticks are a private aid: coverage, not a score. */
export function PhaseChecklist({
  items,
  ticked,
  onToggle,
}: {
  items: readonly GuideItem[];
  ticked: ReadonlySet<string>;
  onToggle: (id: string) => void;
}) {
  const marked = markLines(
    items.map(({ text }) => text),
    useTerms(),
  );
  return (
    <>
      <p className="mb-2 text-ink-3 text-xs">A strong candidate …</p>
      <ul className="m-0 flex list-none flex-col gap-2 p-0">
        {items.map((item, i) => (
          <li key={item.id}>
            <Checkbox
              checked={ticked.has(item.id)}
              onChange={() => onToggle(item.id)}
              label={<Pieces pieces={marked[i] ?? [item.text]} />}
              hint={item.isExpected ? undefined : "A plus at this level"}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
