/**
 * The rich text of a room as plain JSON, read straight from Yjs: no editor, no sync plugin, so
 * reading can never change the document. Review, export and replay render from this.
 */
import * as Y from "yjs";
import {
  MARK_RULES,
  NODE_RULES,
  NOTES_DOCUMENT_RULE,
  type NodeRule,
  SHARED_DOCUMENT_RULE,
} from "./document-schema";
import { documentOf, type Plane } from "./roots";

export interface DocumentMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** ProseMirror's own JSON form. */
export interface DocumentNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocumentNode[];
  text?: string;
  marks?: DocumentMark[];
}

interface TextRun {
  insert: unknown;
  attributes?: Record<string, unknown>;
}

function readMarks(attributes: Record<string, unknown> | undefined): DocumentMark[] {
  return Object.entries(attributes ?? {})
    .filter(([name, attrs]) => attrs !== null && MARK_RULES.get(name)?.(attrs) === true)
    .map(([type, attrs]) => {
      const values = attrs as Record<string, unknown>;
      return Object.keys(values).length > 0 ? { type, attrs: values } : { type };
    });
}

function readText(text: Y.XmlText): DocumentNode[] {
  return (text.toDelta() as TextRun[]).flatMap((run) => {
    if (typeof run.insert !== "string") return [];
    const marks = readMarks(run.attributes);
    return [{ type: "text", text: run.insert, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

function readElementNode(element: Y.XmlElement, rule: NodeRule): DocumentNode {
  const attrs = Object.fromEntries(
    Object.entries(element.getAttributes() as Record<string, unknown>).filter(
      ([key, value]) => value !== undefined && rule.attributes.get(key)?.(value) === true,
    ),
  );
  const content = readChildren(element, rule);
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

/** Anything that is not in the schema is left out; the gate never lets it in. */
function readChildren(parent: Y.XmlFragment, rule: NodeRule): DocumentNode[] {
  return parent.toArray().flatMap((child): DocumentNode[] => {
    if (child instanceof Y.XmlText) return rule.hasText ? readText(child) : [];
    if (!(child instanceof Y.XmlElement) || !rule.children.has(child.nodeName)) return [];
    const childRule = NODE_RULES.get(child.nodeName);
    return childRule === undefined ? [] : [readElementNode(child, childRule)];
  });
}

/** The shared document, or the private notes, as ProseMirror JSON. Never writes. */
export function documentJson(doc: Y.Doc, plane: Plane = "shared"): DocumentNode {
  const rule = plane === "shared" ? SHARED_DOCUMENT_RULE : NOTES_DOCUMENT_RULE;
  return { type: "doc", content: readChildren(documentOf(doc, plane), rule) };
}

/** All text of a node, as a screen reader would get it. */
export function plainText(node: DocumentNode): string {
  return node.text ?? (node.content ?? []).map(plainText).join("");
}

/** The level of the largest heading in a node, so that an outline need not skip any; 1 without. */
export function shallowestHeading(node: DocumentNode): number {
  const levels: number[] = [];
  const collect = ({ type, attrs, content = [] }: DocumentNode): void => {
    if (type === "heading") levels.push(Number(attrs?.level ?? 1));
    for (const child of content) collect(child);
  };
  collect(node);
  return levels.length === 0 ? 1 : Math.min(...levels);
}
