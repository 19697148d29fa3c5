"use client";

import { useState } from "react";
import { TextInput } from "@/app/_components/text-input";
import type { AnswerCard } from "@/lib/domain/content/interviewer-material";
import { findAnswers } from "./find-answers";

/** Facts to give when they are asked for: topics that open one by one, or by typing what was asked. */
export function AnswerCards({ cards }: { cards: readonly AnswerCard[] }) {
  const [typed, setTyped] = useState("");
  const isSearching = typed.trim() !== "";
  const found = findAnswers(cards, typed);
  return (
    <div className="flex flex-col gap-2">
      <TextInput
        size="room"
        type="search"
        aria-label="Find an answer"
        placeholder="Find an answer"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul aria-label="Answers" className="m-0 flex list-none flex-col p-0">
        {found.map((card) => (
          <li key={card.id} className="border-line border-b last:border-b-0">
            <details open={isSearching}>
              <summary className="py-1 font-medium marker:text-ink-3">{card.topic}</summary>
              <p className="pb-2 text-ink-2">{card.answer}</p>
            </details>
          </li>
        ))}
      </ul>
      <p aria-live="polite" className="text-ink-2 empty:hidden">
        {found.length === 0
          ? "No answer has these words. Let the candidate make an assumption, and accept it."
          : ""}
      </p>
    </div>
  );
}
