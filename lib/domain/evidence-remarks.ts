/** What to look at twice in a piece of evidence, by the rubric's rules. Advice; nothing is refused. */
import type { EvidenceRules } from "./content/rubric";
import type { ScorecardDraft } from "./scorecard";

export type EvidenceRemark =
  | { kind: "pieces"; score: number; count: number }
  | { kind: "short" }
  | { kind: "person"; word: string };

export function evidenceRemarks(
  rules: EvidenceRules,
  { score, evidence }: ScorecardDraft["ratings"][string],
): EvidenceRemark[] {
  const text = evidence.trim();
  // How many pieces a text holds is for people to see; the rule is said beside it.
  const count = typeof score === "number" ? rules.items[score] : 0;
  const pieces =
    typeof score === "number" && count > 1 ? [{ kind: "pieces", score, count } as const] : [];
  if (text === "") return pieces;
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  const about = rules.wordsAboutThePerson.find((word) => words.has(word.toLowerCase()));
  return [
    ...pieces,
    ...(text.length < rules.minChars ? [{ kind: "short" } as const] : []),
    ...(about ? [{ kind: "person", word: about } as const] : []),
  ];
}
