import { z } from "zod";
import { ContentId, ContentVersion, Text } from "./identifiers";

/** A tooltip that has to be scrolled helps nobody. */
export const MAX_SHORT_WORDS = 25;

const wordCount = (text: string): number => text.split(/\s+/).length;

/** A word a newcomer meets in the briefs and checklists. */
export const GlossaryEntry = z.strictObject({
  id: ContentId,
  term: Text,
  /** Other spellings to recognise in running text, as whole words and in any case. */
  aka: z.array(Text),
  short: Text.refine(
    (text) => wordCount(text) <= MAX_SHORT_WORDS,
    `a short explanation has at most ${MAX_SHORT_WORDS} words`,
  ),
  /** Why it matters in an interview. */
  more: Text,
});
export type GlossaryEntry = z.infer<typeof GlossaryEntry>;

export const Glossary = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  entries: z.array(GlossaryEntry).min(1),
});
export type Glossary = z.infer<typeof Glossary>;
