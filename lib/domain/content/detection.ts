/**
 * Finds the terms of a checklist item in what somebody wrote or said: a quiet signal that a point
 * was touched, never a score.
 *
 * A term is a few words. Case, hyphens and plurals do not matter, and a longer last word may go on
 * ("calibrat" finds "calibrated"), while a short one is a whole word ("ctr" is not in "electric").
 */

/** Up to this length a word turns up inside others too easily. */
const SHORT_WORD = 4;

const PLURAL = "(?:e?s)?";

/** The terms that are in the text, in their own order. */
export function termsFound(terms: readonly string[], text: string): string[] {
  const plain = normalise(text);
  return terms.filter((term) => patternOf(term).test(plain));
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[-‐-―_/\s]+/g, " ")
    .trim();
}

function patternOf(term: string): RegExp {
  const words = normalise(term).split(" ");
  const parts = words.map((word, i) => {
    const isOpen = i === words.length - 1 && word.length > SHORT_WORD;
    return isOpen ? escaped(singular(word)) : `${escaped(singular(word))}${PLURAL}`;
  });
  const isOpen = (words.at(-1) ?? "").length > SHORT_WORD;
  // A hyphen may be a space, a hyphen or nothing: sold-out, sold out, soldout.
  return new RegExp(`(?<![a-z0-9])${parts.join(" ?")}${isOpen ? "" : "(?![a-z0-9])"}`);
}

/** Without the s of a plural; "loss" and "bias" are none. */
function singular(word: string): string {
  return word.length > SHORT_WORD && /[^aiosu]s$/.test(word) ? word.slice(0, -1) : word;
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
