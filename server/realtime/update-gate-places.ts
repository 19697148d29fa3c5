/**
 * Where an item of an update will go, found from its neighbours or its named parent without
 * applying anything, and what may stand there.
 */
import * as Y from "yjs";
import {
  MARK_RULES,
  NODE_RULES,
  NOTES_DOCUMENT_RULE,
  type NodeRule,
  SHARED_DOCUMENT_RULE,
} from "@/lib/room-document/document-schema";
import { isElementId, isElementProperty, isElementValue } from "@/lib/room-document/elements";
import { documentRoot, ELEMENTS_ROOT, type Plane, type Surface } from "@/lib/room-document/roots";
import type { Content } from "./update-gate-reader";

/** A type that holds items. One object per type, so that two places can be compared. */
export interface Container {
  readonly kind: "nodes" | "text" | "elements" | "element";
  /** Of the node itself; of the node around it for text; null on the canvas. */
  readonly rule: NodeRule | null;
  readonly surface: Surface;
  readonly depth: number;
}

/** A place in a list of children, or under a key. */
export interface Place {
  container: Container;
  key: string | null;
}

/** No place: the parent is deleted, so Yjs keeps the clocks of what comes and drops its content. */
export const GONE = Symbol("gone");

const root = (kind: Container["kind"], rule: NodeRule | null, surface: Surface): Container => ({
  kind,
  rule,
  surface,
  depth: 0,
});

const ROOTS: Record<Plane, ReadonlyMap<string, Container>> = {
  shared: new Map([
    [documentRoot("shared"), root("nodes", SHARED_DOCUMENT_RULE, "document")],
    [ELEMENTS_ROOT, root("elements", null, "canvas")],
  ]),
  private: new Map([[documentRoot("private"), root("nodes", NOTES_DOCUMENT_RULE, "document")]]),
};

export function rootContainer(plane: Plane, name: string): Container | null {
  return ROOTS[plane].get(name) ?? null;
}

/** What a type is, once an item holding it stands in its container; null when it cannot. */
export function innerContainer(outer: Container, content: Content): Container | null {
  const { surface } = outer;
  const depth = outer.depth + 1;
  if (content.is === "map") {
    return outer.kind === "elements" ? { kind: "element", rule: null, surface, depth } : null;
  }
  if (outer.kind !== "nodes" || outer.rule === null) return null;
  if (content.is === "xml-text") {
    return outer.rule.hasText ? { kind: "text", rule: outer.rule, surface, depth } : null;
  }
  if (content.is !== "xml-element" || !outer.rule.children.has(content.name)) return null;
  const rule = NODE_RULES.get(content.name);
  return rule === undefined ? null : { kind: "nodes", rule, surface, depth };
}

/** A type never moves and never changes its name, so what it is can be kept as long as it lives. */
const known = new WeakMap<object, Container>();

type AnyType = Y.AbstractType<unknown>;

function contentOf(type: AnyType): Content | null {
  if (type instanceof Y.XmlElement) return { is: "xml-element", name: type.nodeName };
  if (type instanceof Y.XmlText) return { is: "xml-text" };
  return type instanceof Y.Map ? { is: "map" } : null;
}

/** The container a type of the staging document is; null for one outside the plane's schema. */
export function containerOf(staging: Y.Doc, plane: Plane, type: AnyType): Container | null {
  const found = known.get(type);
  if (found !== undefined) return found;
  let container: Container | null = null;
  if (type._item === null) {
    for (const [name, candidate] of ROOTS[plane]) {
      if (staging.share.get(name) === type) container = candidate;
    }
  } else {
    const outer = containerOf(staging, plane, type._item.parent as AnyType);
    const content = contentOf(type);
    container = outer === null || content === null ? null : innerContainer(outer, content);
  }
  if (container !== null) known.set(type, container);
  return container;
}

/** Whether content may stand at a place. Types are checked by `innerContainer` on the way. */
export function mayStand(
  { container, key }: Place,
  content: Exclude<Content, { is: "gc" }>,
): boolean {
  switch (container.kind) {
    case "text":
      if (key !== null) return false;
      if (content.is === "format") return mayFormat(container, content.key, content.value);
      return content.is === "text" || content.is === "deleted";
    case "nodes": {
      if (key === null) {
        return (
          content.is === "xml-element" || content.is === "xml-text" || content.is === "deleted"
        );
      }
      const isAllowed = container.rule?.attributes.get(key);
      return isAllowed !== undefined && isOneValue(content, isAllowed);
    }
    case "elements":
      if (key === null || !isElementId(key)) return false;
      return content.is === "map" || content.is === "deleted";
    case "element":
      if (key === null || !isElementProperty(key)) return false;
      return isOneValue(content, (value) => isElementValue(key, value));
    default:
      return container.kind satisfies never;
  }
}

function isOneValue(content: Content, isAllowed: (value: unknown) => boolean): boolean {
  if (content.is === "deleted") return true;
  return content.is === "values" && content.values.length === 1 && isAllowed(content.values[0]);
}

/** Null ends a mark, and is harmless anywhere. */
function mayFormat(container: Container, mark: string, value: unknown): boolean {
  const isAllowed = MARK_RULES.get(mark);
  if (isAllowed === undefined) return false;
  return value === null || (container.rule?.hasMarks === true && isAllowed(value));
}
