import type { AnswerCard } from "@/lib/domain/content/interviewer-material";

/** The cards in which every typed word occurs, in topic, ways of asking, or answer. */
export function findAnswers(cards: readonly AnswerCard[], typed: string): AnswerCard[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    const text = [card.topic, ...card.asks, card.answer].join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
