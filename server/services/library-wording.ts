/** What several pages of the library need to put ids into words. */
import { type Term, termOf } from "@/lib/domain/content/term-marks";
import type { Content } from "../content/load-content";
import type { ServiceContext } from "./context";

type WithContent = Pick<ServiceContext, "content">;

/** The names of the phases that all cases and frameworks speak of, by id. */
export function phaseNames({ content }: WithContent): Record<string, string> {
  return Object.fromEntries(content.commonChecklist.phases.map(({ id, name }) => [id, name]));
}

/** Titles by id of those failure modes that the library describes; a case also has some of its own. */
export function failureTitles(
  modes: readonly { id: string }[],
  { content }: WithContent,
): Record<string, string> {
  return Object.fromEntries(
    modes.flatMap(({ id }) => {
      const known = content.failureModes.get(id);
      return known ? [[id, known.title]] : [];
    }),
  );
}

/** Everything that is text in a value, however deep. */
export function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

// The same list each time: what finds its terms in a text is kept by it.
const termsOf = new WeakMap<Content, Term[]>();

/** The glossary as texts are searched for it. */
export function glossaryTerms({ content }: WithContent): Term[] {
  const known = termsOf.get(content) ?? content.glossary.map(termOf);
  termsOf.set(content, known);
  return known;
}
