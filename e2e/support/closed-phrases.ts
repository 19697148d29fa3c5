/** What only an interviewer of a case may read, in pieces that every channel writes alike. */
import { caseSummary } from "@/lib/domain/content/case-views";
import { loadContent } from "../../server/content/load-content";

/** So long that no two texts share it by chance. */
const MIN_CHARS = 30;
/** No sign that HTML, JSON or an address writes in another way. */
const PLAIN_RUN = /[A-Za-z0-9 ,]{30,}/g;

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function phrasesIn(value: unknown): string[] {
  return textsIn(value).flatMap((text) =>
    (text.match(PLAIN_RUN) ?? []).map((run) => run.trim()).filter((run) => run.length >= MIN_CHARS),
  );
}

/**
 * @returns `material` is for who has unlocked the case; `summary` also for who has tried it. What the
 * open half says too is in neither.
 */
export function closedPhrases(caseId: string): { material: string[]; summary: string[] } {
  const { cases, frameworks, failureModes, timeProfiles } = loadContent();
  const whole = cases.get(caseId);
  if (!whole) throw new Error(`There is no case ${caseId}.`);
  const { interviewer, ...open } = whole;
  // Part of what is common to all cases is repeated in each.
  const shared = textsIn([
    open,
    ...frameworks.values(),
    ...failureModes.values(),
    ...timeProfiles.values(),
  ]).join("\n");
  const summary = phrasesIn(caseSummary(whole)).filter((phrase) => !shared.includes(phrase));
  const summarised = summary.join("\n");
  const material = phrasesIn(interviewer).filter(
    (phrase) => !shared.includes(phrase) && !summarised.includes(phrase),
  );
  return { material: [...new Set(material)], summary: [...new Set(summary)] };
}

/** The phrases that are in any of these bytes. */
export function findPhrases(
  received: readonly { bytes(): Buffer }[],
  phrases: readonly string[],
): string[] {
  const texts = received.map(({ bytes }) => bytes().toString("utf8"));
  return phrases.filter((phrase) => texts.some((text) => text.includes(phrase)));
}
