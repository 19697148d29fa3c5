import { expect, test } from "vitest";
import { type CanvasKey, canvasKeyAction } from "./canvas-keys";

function press(combination: string): CanvasKey {
  const parts = combination.split("+");
  const key = parts.at(-1) ?? "";
  return {
    key: key.length === 1 && parts.includes("Shift") ? key.toUpperCase() : key,
    code: key === "/" || key === "?" ? "Slash" : `Key${key.toUpperCase()}`,
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Meta"),
    altKey: parts.includes("Alt"),
    shiftKey: parts.includes("Shift"),
  };
}

test.each([
  ["Ctrl+z", "undo"],
  ["Meta+z", "undo"],
  ["Ctrl+Shift+z", "redo"],
  ["Ctrl+y", "redo"],
  ["/", "find"],
  ["Alt+a", "connect"],
  ["?", "leave"],
  ["Ctrl+k", "leave"],
  ["Meta+k", "leave"],
  ["Ctrl+/", "leave"],
  ["Ctrl+f", "leave"],
  ["Ctrl+Shift+p", "leave"],
  ["Ctrl+s", "swallow"],
  ["Ctrl+o", "swallow"],
  ["Ctrl+Shift+e", "swallow"],
  ["Ctrl+Delete", "swallow"],
  ["Alt+z", "swallow"],
  ["Alt+r", "swallow"],
  ["Alt+/", "swallow"],
  ["Alt+Shift+c", "swallow"],
])("%s on the canvas is: %s", (combination, action) => {
  expect(canvasKeyAction(press(combination), false)).toBe(action);
});

test.each(["r", "v", "Delete", "Enter", "Ctrl+c", "Ctrl+v", "Ctrl+d", "Ctrl+a", "ArrowLeft"])(
  "%s stays Excalidraw's own",
  (combination) => {
    expect(canvasKeyAction(press(combination), false)).toBeNull();
  },
);

test.each(["Ctrl+z", "/", "?", "Alt+a"])(
  "%s is text while a label is being typed",
  (combination) => {
    expect(canvasKeyAction(press(combination), true)).toBeNull();
  },
);
