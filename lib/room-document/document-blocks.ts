/**
 * Plain blocks of our own document schema, for files that are built by hand and written by the same
 * writer as the room's document, so that nothing in a text can become markup.
 */
import type { DocumentNode } from "./document-json";
import { SECTION_LEVEL } from "./markdown";

const text = (value: string): DocumentNode[] =>
  value === "" ? [] : [{ type: "text", text: value }];
export const paragraph = (value: string): DocumentNode => ({
  type: "paragraph",
  content: text(value),
});
const cell = (value: string, type = "tableCell"): DocumentNode => ({
  type,
  content: [paragraph(value)],
});
export const row = (values: string[], type = "tableCell"): DocumentNode => ({
  type: "tableRow",
  content: values.map((value) => cell(value, type)),
});
export const list = (values: string[]): DocumentNode => ({
  type: "bulletList",
  content: values.map((value) => ({ type: "listItem", content: [paragraph(value)] })),
});
/** @param level as it stands in the file; a document's own headings begin below its sections */
export const heading = (value: string, level: number): DocumentNode => ({
  type: "heading",
  attrs: { level: level - SECTION_LEVEL },
  content: text(value),
});
