"use client";

import { useState } from "react";
import { TextInput } from "@/app/_components/text-input";
import type { AnswerCard } from "@/lib/domain/content/interviewer-material";
import { findAnswers } from "./find-answers";

/** Facts to give when they are asked for, found by typing what the candidate said. */
export function AnswerCards({ cards }: { cards: readonly AnswerCard[] }) {
  const [typed, setTyped] = useState("");
  const found = findAnswers(cards, typed);
  return (
    <div className="flex flex-col gap-3">
      <TextInput
        size="room"
        type="search"
        aria-label="Find an answer"
        placeholder="Find an answer"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {found.length > 0 ? (
        <dl className="m-0 flex flex-col gap-2.5">
          {found.map((card) => (
            <div key={card.id}>
              <dt className="font-medium">{card.topic}</dt>
              <dd className="m-0 text-ink-2">{card.answer}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-ink-2">
          No answer has these words. Let the candidate make an assumption, and say that you accept
          it.
        </p>
      )}
    </div>
  );
}
