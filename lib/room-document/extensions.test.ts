import { getSchema } from "@tiptap/core";
import { expect, test } from "vitest";
import {
  MARK_RULES,
  NODE_RULES,
  NOTES_DOCUMENT_RULE,
  SHARED_DOCUMENT_RULE,
} from "./document-schema";
import { documentExtensions } from "./extensions";

const shared = getSchema(documentExtensions("shared"));
const notes = getSchema(documentExtensions("private"));

test("the editor knows exactly the nodes and attributes that the room accepts", () => {
  const known = Object.fromEntries(
    Object.values(shared.nodes)
      .filter(({ name }) => name !== "doc" && name !== "text")
      .map(({ name, spec }) => [name, Object.keys(spec.attrs ?? {}).sort()]),
  );
  const accepted = Object.fromEntries(
    [...NODE_RULES].map(([name, rule]) => [name, [...rule.attributes.keys()].sort()]),
  );
  expect(known).toEqual(accepted);
});

test("every child the editor can put into a node is accepted there, and no other", () => {
  const childrenOf = (schema: typeof shared, name: string) =>
    Object.values(schema.nodes)
      .filter((child) => schema.nodes[name]?.contentMatch.matchType(child) != null)
      .map((child) => child.name);
  for (const [name, rule] of NODE_RULES) {
    const known = childrenOf(shared, name);
    expect(new Set(known.filter((child) => child !== "text")), name).toEqual(rule.children);
    expect(known.includes("text"), name).toBe(rule.hasText);
  }
  expect(new Set(childrenOf(shared, "doc"))).toEqual(SHARED_DOCUMENT_RULE.children);
  expect(new Set(childrenOf(notes, "doc"))).toEqual(NOTES_DOCUMENT_RULE.children);
});

test("marks are the accepted ones with the accepted attributes, and code allows other marks", () => {
  expect(Object.keys(shared.marks).sort()).toEqual([...MARK_RULES.keys()].sort());
  for (const [name, isAccepted] of MARK_RULES) {
    const attrs = shared.mark(name, name === "link" ? { href: "https://example.org" } : null).attrs;
    expect(isAccepted(attrs), name).toBe(true);
  }
  expect(shared.marks.code?.excludes(shared.marks.bold ?? expect.fail())).toBe(false);
});

test("defaults of attributes pass the room's own check", () => {
  for (const [name, rule] of NODE_RULES) {
    if (name === "section") continue;
    const attrs = shared.nodes[name]?.create().attrs ?? {};
    for (const [key, value] of Object.entries(attrs)) {
      expect(rule.attributes.get(key)?.(value), `${name}.${key}`).toBe(true);
    }
  }
});

test("only web and mail addresses can stand behind a link", () => {
  const isAccepted = MARK_RULES.get("link") ?? expect.fail();
  for (const href of ["https://a.example", "http://a.example/b?c", "mailto:a@example.org"]) {
    expect(isAccepted({ href }), href).toBe(true);
  }
  for (const href of [
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "https://a b",
    "//a.example",
    "",
    null,
    `https://a.example/${"x".repeat(2048)}`,
  ]) {
    expect(isAccepted({ href }), String(href)).toBe(false);
  }
  expect(isAccepted({ href: "https://a.example", onclick: "x" })).toBe(false);
});
