/**
 * The room's keys. A plain letter works while nothing is being typed or drawn; inside the document,
 * the canvas or a field the same letter works with Alt, because there a plain one means itself.
 */
export const COMMANDS = [
  "show-shortcuts",
  "next-phase",
  "previous-phase",
  "toggle-pause",
  "add-minute",
  "remove-minute",
  "read-time",
  "only-document",
  "only-canvas",
  "toggle-panel",
  "open-estimator",
] as const;
export type Command = (typeof COMMANDS)[number];

interface Shortcut {
  command: Command;
  /** The physical key, so that Alt+letter works where Alt types another character. */
  code: string;
  key: string;
  label: string;
  group: "Clock" | "Layout" | "Help";
}

export const SHORTCUTS: readonly Shortcut[] = [
  { command: "next-phase", code: "KeyN", key: "N", label: "Next phase", group: "Clock" },
  { command: "previous-phase", code: "KeyR", key: "R", label: "Previous phase", group: "Clock" },
  { command: "toggle-pause", code: "KeyP", key: "P", label: "Pause or resume", group: "Clock" },
  {
    command: "add-minute",
    code: "Equal",
    key: "+",
    label: "A minute more for this phase",
    group: "Clock",
  },
  {
    command: "remove-minute",
    code: "Minus",
    key: "−",
    label: "A minute less for this phase",
    group: "Clock",
  },
  { command: "read-time", code: "KeyI", key: "I", label: "Say the remaining time", group: "Clock" },
  {
    command: "only-document",
    code: "KeyW",
    key: "W",
    label: "Document alone, or both again",
    group: "Layout",
  },
  {
    command: "only-canvas",
    code: "KeyC",
    key: "C",
    label: "Canvas alone, or both again",
    group: "Layout",
  },
  {
    command: "toggle-panel",
    code: "KeyG",
    key: "G",
    label: "Show or hide the side panel",
    group: "Layout",
  },
  {
    command: "open-estimator",
    code: "KeyQ",
    key: "Q",
    label: "Quick estimate: open the estimator",
    group: "Layout",
  },
  { command: "show-shortcuts", code: "Slash", key: "?", label: "This list", group: "Help" },
];

export function keyOf(command: Command): string {
  return SHORTCUTS.find((shortcut) => shortcut.command === command)?.key ?? "";
}

/** Where the key was pressed: on the page, while drawing, or while typing. */
export type Surroundings = "page" | "canvas" | "text";

export interface KeyPress {
  code: string;
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** The command of a key press, or null when the key is somebody else's. */
export function commandOf(press: KeyPress, surroundings: Surroundings): Command | null {
  if (press.ctrlKey || press.metaKey) return null;
  // By character first: where "?" is depends on the keyboard. Excalidraw has a "?" of its own,
  // which never sees ours; in text a question mark is a question mark.
  if (press.key === "?" && (press.altKey || surroundings !== "text")) return "show-shortcuts";
  if (!press.altKey && surroundings !== "page") return null;
  if (!press.altKey && press.key === "+") return "add-minute";
  if (!press.altKey && press.key === "-") return "remove-minute";
  const isPlus = press.code === "Equal";
  if (press.shiftKey && !isPlus) return null;
  if (!press.altKey && (press.code === "Equal" || press.code === "Minus")) return null;
  const found = SHORTCUTS.find((shortcut) => shortcut.code === press.code);
  return found && found.command !== "show-shortcuts" ? found.command : null;
}
