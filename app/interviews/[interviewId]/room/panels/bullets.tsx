"use client";

import { useTerms } from "@/app/_components/glossary/terms-context";
import { Pieces } from "@/app/_components/glossary/with-terms";
import { markLines } from "@/lib/domain/content/term-marks";

/** Plain lines of text, one point each, with the glossary's help. */
export function Bullets({ lines }: { lines: readonly string[] }) {
  const marked = markLines(lines, useTerms());
  return (
    <ul className="m-0 flex list-disc flex-col gap-1.5 pl-4 marker:text-ink-3">
      {lines.map((line, i) => (
        <li key={line}>
          <Pieces pieces={marked[i] ?? [line]} />
        </li>
      ))}
    </ul>
  );
}
