import clsx from "clsx";
import { DIFFICULTY_WORDS } from "@/app/interviews/_components/words";
import { DIFFICULTIES, type Difficulty } from "@/lib/domain/library/case-filter";

/** How hard a case is: one to four dots, and the word for it. */
export function DifficultyDots({ difficulty }: { difficulty: Difficulty }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="flex gap-1">
        {DIFFICULTIES.map((step) => (
          <span
            key={step}
            className={clsx(
              "size-2 rounded-full border",
              step <= difficulty ? "border-accent bg-accent" : "border-line-strong",
            )}
          />
        ))}
      </span>
      {DIFFICULTY_WORDS[difficulty]}
    </span>
  );
}
