import { expect, test } from "vitest";
import * as Y from "yjs";
import {
  ELEMENT_TYPES,
  elementDefaults,
  isElementId,
  isElementValue,
  MAX_COORDINATE,
  MAX_POINTS,
  MAX_TEXT_LENGTH,
  readElement,
  storedProperties,
} from "./elements";
import { compareElements, excalidrawFile } from "./excalidraw-file";
import { elementsOf } from "./roots";
import { sampleElements } from "./testing/sample-elements";

const LOCAL = ["version", "versionNonce", "updated", "isDeleted", "boundElements"];

function board(): Y.Map<Y.Map<unknown>> {
  const elements = elementsOf(new Y.Doc());
  for (const element of Object.values(sampleElements)) {
    elements.set(element.id, new Y.Map(Object.entries(storedProperties(element))));
  }
  return elements;
}

test("an element comes back as it was, without what is local to a browser", () => {
  for (const element of Object.values(sampleElements)) {
    const stored = elementsOf(new Y.Doc()).set(
      "x",
      new Y.Map(Object.entries(storedProperties(element))),
    );
    const shared = Object.fromEntries(
      Object.entries(element).filter(([key]) => !LOCAL.includes(key)),
    );
    expect(readElement(element.id, stored)).toEqual(shared);
  }
});

test("every type can be drawn when only its type is known", () => {
  for (const type of ELEMENT_TYPES) {
    const element = readElement("a", new Map([["type", type]]));
    expect(element).toMatchObject({ id: "a", type, strokeColor: "#1e1e1e" });
    const defaults = Object.entries(elementDefaults(type));
    for (const [key, value] of defaults) expect(isElementValue(key, value), key).toBe(true);
  }
  expect(readElement("a", new Map([["x", 1]]))).toBeNull();
});

test("an element says what it was made from or what flows along it, and nothing else", () => {
  expect(isElementValue("customData", { stencil: "ann-index" })).toBe(true);
  expect(isElementValue("customData", { edge: "feedback" })).toBe(true);
  for (const other of [
    {},
    { edge: "money" },
    { edge: undefined },
    { stencil: "ranker", edge: "data" },
    { edge: "data", more: 1 },
  ]) {
    expect(isElementValue("customData", other), JSON.stringify(other)).toBe(false);
  }
});

test("numbers, texts and points end where their limits are", () => {
  const points = (count: number) => ({ width: 1, height: 1, points: Array(count).fill([0, 0]) });
  const txt = (length: number) => ({ text: "x".repeat(length), originalText: "" });
  expect(isElementValue("x", MAX_COORDINATE)).toBe(true);
  expect(isElementValue("x", MAX_COORDINATE + 1)).toBe(false);
  expect(isElementValue("size", points(MAX_POINTS))).toBe(true);
  expect(isElementValue("size", points(MAX_POINTS + 1))).toBe(false);
  expect(isElementValue("txt", txt(MAX_TEXT_LENGTH))).toBe(true);
  expect(isElementValue("txt", txt(MAX_TEXT_LENGTH + 1))).toBe(false);
  expect(isElementValue("strokeColor", "url(https://a.example)")).toBe(false);
  expect(isElementValue("link", "javascript:alert(1)")).toBe(false);
});

test("ids are Excalidraw's and never the name of something every object has", () => {
  for (const id of ["a", "V1StGXR8_Z5jdHi6B-myT", "x".repeat(64)])
    expect(isElementId(id)).toBe(true);
  for (const id of ["", "x".repeat(65), "a b", "__proto__", "constructor"]) {
    expect(isElementId(id), id).toBe(false);
  }
});

test("a file has the elements in drawing order with their back-references", () => {
  const file = excalidrawFile(board());
  expect(file).toMatchObject({ type: "excalidraw", version: 2, source: "dryrun", files: {} });
  expect(file.elements.map(({ id }) => id)).toEqual([
    "stencil-1",
    "label-1",
    "arrow-1",
    "ellipse-1",
    "stroke-1",
  ]);
  const bound = (id: string) => file.elements.find((element) => element.id === id)?.boundElements;
  expect(bound("stencil-1")).toEqual([
    { id: "label-1", type: "text" },
    { id: "arrow-1", type: "arrow" },
  ]);
  expect(bound("ellipse-1")).toEqual([{ id: "arrow-1", type: "arrow" }]);
  expect(bound("stroke-1")).toBeNull();
  expect(excalidrawFile(board())).toEqual(file);
});

test("equal indices are ordered by id", () => {
  const list = [
    { id: "b", index: "a1" },
    { id: "a", index: "a1" },
    { id: "c", index: null },
  ];
  expect(list.sort(compareElements).map(({ id }) => id)).toEqual(["c", "a", "b"]);
});
