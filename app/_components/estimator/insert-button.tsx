"use client";

import { FilePlus2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../button";

export type InsertOutcome =
  /** The part of the document it went to. */
  { ok: true; where: string } | { ok: false; sentence: string };

/** Puts a line into the document of the room, and says where it went or why it did not. */
export function InsertButton({
  line,
  onInsert,
}: {
  line: string;
  onInsert: (line: string) => InsertOutcome;
}) {
  const [last, setLast] = useState<{ line: string; outcome: InsertOutcome } | null>(null);
  // What it said was about the line as it was then.
  const outcome = last?.line === line ? last.outcome : null;
  return (
    <>
      <Button
        size="room"
        icon={<FilePlus2 size={16} aria-hidden />}
        onClick={() => setLast({ line, outcome: onInsert(line) })}
      >
        Insert into the document
      </Button>
      <p aria-live="polite" className="order-last basis-full text-ink-2 text-sm empty:hidden">
        {outcome ? (outcome.ok ? `Written under ${outcome.where}.` : outcome.sentence) : null}
      </p>
    </>
  );
}
