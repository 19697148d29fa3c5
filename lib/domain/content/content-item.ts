import type { z } from "zod";
import { Case } from "./case";
import { Framework } from "./framework";
import { Rubric } from "./rubric";

/** The kinds of content an interview keeps the exact version of. */
export const contentSchemas = { framework: Framework, rubric: Rubric, case: Case } as const;

export type ContentKind = keyof typeof contentSchemas;

export type ContentBody<K extends ContentKind> = z.infer<(typeof contentSchemas)[K]>;

/** One item as it is stored: `hash` changes exactly when the body does. */
export type ContentItem = {
  [K in ContentKind]: { kind: K; id: string; version: number; hash: string; body: ContentBody<K> };
}[ContentKind];
