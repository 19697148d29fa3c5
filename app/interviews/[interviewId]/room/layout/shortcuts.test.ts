import { expect, test } from "vitest";
import { COMMANDS, commandOf, type KeyPress, SHORTCUTS } from "./shortcuts";

function press(code: string, key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { code, key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held };
}

test("every command has a key in the list, and no key has two", () => {
  expect(SHORTCUTS.map((shortcut) => shortcut.command).sort()).toEqual([...COMMANDS].sort());
  expect(new Set(SHORTCUTS.map((shortcut) => shortcut.code)).size).toBe(SHORTCUTS.length);
});

test("a plain letter is a command on the page only", () => {
  expect(commandOf(press("KeyN", "n"), "page")).toBe("next-phase");
  expect(commandOf(press("KeyN", "n"), "canvas")).toBeNull();
  expect(commandOf(press("KeyN", "n"), "text")).toBeNull();
});

test("Alt and the letter is a command everywhere, whatever character Alt makes of it", () => {
  for (const surroundings of ["page", "canvas", "text"] as const) {
    expect(commandOf(press("KeyP", "π", { altKey: true }), surroundings)).toBe("toggle-pause");
  }
});

test("a question mark opens the list on page and canvas, and is text in text", () => {
  const questionMark = press("Slash", "?", { shiftKey: true });
  expect(commandOf(questionMark, "page")).toBe("show-shortcuts");
  expect(commandOf(questionMark, "canvas")).toBe("show-shortcuts");
  expect(commandOf(questionMark, "text")).toBeNull();
  expect(commandOf({ ...questionMark, altKey: true }, "text")).toBe("show-shortcuts");
});

test("plus and minus work by character, so that any keyboard has them", () => {
  expect(commandOf(press("BracketRight", "+"), "page")).toBe("add-minute");
  expect(commandOf(press("Equal", "+", { shiftKey: true }), "page")).toBe("add-minute");
  expect(commandOf(press("Equal", "="), "page")).toBeNull();
  expect(commandOf(press("Slash", "-"), "page")).toBe("remove-minute");
  expect(commandOf(press("Minus", "–", { altKey: true }), "text")).toBe("remove-minute");
});

test("the browser keeps its own combinations", () => {
  expect(commandOf(press("KeyC", "c", { ctrlKey: true }), "page")).toBeNull();
  expect(commandOf(press("KeyR", "r", { metaKey: true }), "page")).toBeNull();
  expect(commandOf(press("KeyW", "W", { shiftKey: true }), "page")).toBeNull();
});
