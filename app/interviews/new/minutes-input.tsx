"use client";

import { useState } from "react";
import { TextInput } from "../../_components/text-input";

/** A number that counts when it is finished (Enter, or leaving the field), not while "12" is still "1". */
export function MinutesInput({
  name,
  value,
  onCommit,
}: {
  name: string;
  value: number;
  onCommit: (wanted: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);

  function commit() {
    const wanted = Number.parseInt(typed ?? "", 10);
    setTyped(null);
    if (Number.isInteger(wanted)) onCommit(wanted);
  }

  return (
    <span className="w-14">
      <TextInput
        size="room"
        inputMode="numeric"
        aria-label={name}
        className="text-center tabular-nums"
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // Enter finishes the number; it does not send the whole form.
          event.preventDefault();
          commit();
        }}
      />
    </span>
  );
}
