/**
 * Which keys of the canvas are ours. Excalidraw has no switch for its own undo, help, search, export
 * and so on, so these keys are caught before it sees them.
 */

export type CanvasKeyAction =
  | "undo"
  | "redo"
  /** Opens the search for components. */
  | "find"
  /** Starts an arrow from the selected shape. */
  | "connect"
  /** Not for Excalidraw; the room or the browser may have a use for it. */
  | "leave"
  /** For nobody: the browser's own answer (a save dialog) would be wrong here, too. */
  | "swallow";

export interface CanvasKey {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** @param isTyping in a label, a field or any other text, where keys are text */
export function canvasKeyAction(press: CanvasKey, isTyping: boolean): CanvasKeyAction | null {
  if (isTyping) return null;
  const key = press.key.toLowerCase();
  const { altKey: isAlt, shiftKey: isShift } = press;
  const isCommand = press.ctrlKey || press.metaKey;

  if (isCommand && !isAlt) {
    switch (key) {
      case "z":
        return isShift ? "redo" : "undo";
      case "y":
        return "redo";
      case "k":
      case "/":
      case "f":
        return "leave";
      case "p":
        return isShift ? "leave" : null;
      // Save, open, export, and clearing the whole canvas.
      case "s":
      case "o":
      case "delete":
      case "backspace":
        return "swallow";
      case "e":
        return isShift ? "swallow" : null;
      default:
        return null;
    }
  }
  if (isCommand) return null;
  if (isAlt) {
    // By place on the keyboard: with Alt the letters of many layouts are others.
    if (press.code === "KeyA" && !isShift) return "connect";
    if (press.code === "KeyZ" || press.code === "Slash" || press.code === "KeyR") return "swallow";
    if (isShift && (press.code === "KeyC" || press.code === "KeyD")) return "swallow";
    return null;
  }
  if (key === "?") return "leave";
  if (key === "/") return "find";
  return null;
}

export function isTypingIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select") !== null;
}
