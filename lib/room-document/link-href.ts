/** A longer address is not one a person typed or follows. */
export const MAX_HREF_LENGTH = 2048;

// No spaces or control characters: browsers drop some of them, so "java\nscript:" would be a script.
const HREF = /^(?:https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu;

/** Whether an address may stand behind a link, in the document and on the canvas. */
export function isLinkHref(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_HREF_LENGTH && HREF.test(value);
}
