"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import type { HintLadder as Ladder } from "@/lib/domain/content/interviewer-material";

const STEPS = [
  { key: "nudge", name: "Nudge", reveal: "Show a nudge" },
  { key: "narrow", name: "Narrower", reveal: "Show a narrower hint" },
  { key: "tell", name: "The answer", reveal: "Show the answer to tell" },
] as const satisfies readonly { key: keyof Ladder; name: string; reveal: string }[];

/** Help in three steps, each opened by itself, so that the least that works is given. */
export function HintLadder({ ladder }: { ladder: Ladder }) {
  const [shown, setShown] = useState(0);
  const next = STEPS[shown];
  return (
    <div className="flex flex-col items-start gap-2">
      <dl aria-live="polite" className="m-0 flex flex-col gap-2 empty:hidden">
        {STEPS.slice(0, shown).map((step) => (
          <div key={step.key}>
            <dt className="text-ink-3 text-xs">{step.name}</dt>
            <dd className="m-0">{ladder[step.key]}</dd>
          </div>
        ))}
      </dl>
      {next ? (
        <Button size="room" onClick={() => setShown(shown + 1)}>
          {next.reveal}
        </Button>
      ) : (
        <p className="text-ink-3 text-xs">
          What follows a told answer is worth a 2 at most for that item.
        </p>
      )}
    </div>
  );
}
