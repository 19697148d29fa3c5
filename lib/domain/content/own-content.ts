/** Cases, frameworks and rubrics that are written on this installation, beside those that ship. */
import { z } from "zod";
import { ContentId } from "./identifiers";

/** No shipped id begins with it, so neither kind of content can ever take the other's place. */
export const OWN_PREFIX = "own-";

/** The longest case that ships has 45 KB. */
export const MAX_OWN_BYTES = 256 * 1024;
/** A list that a person can still look through; each offered one is read for every new interview. */
export const MAX_OWN_ITEMS = 200;
/** An id is part of addresses, of file names and of the ids of every part. */
const MAX_OWN_ID_CHARS = 60;
/** What a list can show of a title. */
export const MAX_OWN_TITLE_CHARS = 120;

export const OWN_KINDS = ["case", "framework", "rubric"] as const;
export const OwnKind = z.enum(OWN_KINDS);
export type OwnKind = z.infer<typeof OwnKind>;

/** Names the row that holds the draft and its versions; the id in the file may still change. */
export const OwnItemId = z.uuid().brand<"OwnItemId">();
export type OwnItemId = z.infer<typeof OwnItemId>;

export const OwnContentId = ContentId.max(
  MAX_OWN_ID_CHARS,
  `an id has at most ${MAX_OWN_ID_CHARS} characters`,
).startsWith(
  OWN_PREFIX,
  `an id of your own begins with "${OWN_PREFIX}", such as ${OWN_PREFIX}warehouse-robots`,
);

/** Something wrong in a text, where a person can go and mend it. */
export interface TextProblem {
  /** Counted from 1. */
  line: number;
  /** Such as `interviewer.facts[2].answer`; empty for the text as a whole. */
  path: string;
  message: string;
}

/** How much of a text there is, as the limit counts it. */
export function isTooLong(text: string): boolean {
  return new TextEncoder().encode(text).byteLength > MAX_OWN_BYTES;
}
