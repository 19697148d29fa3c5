/**
 * A sheet as one Markdown file. Built as a document of our own schema and written by its writer, so
 * that nothing in a text becomes markup, whoever wrote the content.
 */
import { heading, list, paragraph, row } from "../room-document/document-blocks";
import type { DocumentNode } from "../room-document/document-json";
import { toMarkdown } from "../room-document/markdown";
import type { SheetPart, SheetTable, WholeSheet } from "./sheet";

const labelled = (label: string, rest: string): DocumentNode => ({
  type: "paragraph",
  content: [
    { type: "text", text: `${label}:`, marks: [{ type: "bold" }] },
    ...(rest === "" ? [] : [{ type: "text", text: ` ${rest}` }]),
  ],
});

function partNodes({ label, lines }: SheetPart): DocumentNode[] {
  const [only = ""] = lines;
  if (lines.length === 1) return [label ? labelled(label, only) : paragraph(only)];
  return [...(label ? [labelled(label, "")] : []), list([...lines])];
}

const tableNode = ({ columns, rows }: SheetTable): DocumentNode => ({
  type: "table",
  content: [row([...columns], "tableHeader"), ...rows.map((cells) => row([...cells]))],
});

export function sheetMarkdown(sheet: WholeSheet): string {
  const content: DocumentNode[] = [
    heading(sheet.title, 1),
    paragraph(sheet.kind),
    paragraph(sheet.lead),
    ...sheet.blocks.flatMap(({ heading: name, note, table, parts }) => [
      heading(note ? `${name} (${note})` : name, 2),
      ...(table ? [tableNode(table)] : []),
      ...parts.flatMap(partNodes),
    ]),
    { type: "horizontalRule" },
    paragraph(`Dryrun: ${sheet.source}`),
  ];
  return toMarkdown({ type: "doc", content });
}
