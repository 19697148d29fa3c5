import type { ChainedCommands, Editor } from "@tiptap/core";
import { useRef } from "react";

/**
 * Commands of a menu in the toolbar. After one of them the person goes on writing, so the focus goes
 * to the text; a menu that is only closed gives it back to its button.
 */
export function useMenuCommands(editor: Editor) {
  const focusAfter = useRef<"button" | "text" | "as-is">("button");
  return {
    run(command: (chain: ChainedCommands) => ChainedCommands): void {
      focusAfter.current = "text";
      command(editor.chain()).run();
    },
    /** For what puts the focus where it belongs by itself: into the text, or a dialog. */
    runWithFocus(action: () => void): void {
      focusAfter.current = "as-is";
      action();
    },
    onCloseAutoFocus(event: Event): void {
      const to = focusAfter.current;
      focusAfter.current = "button";
      if (to === "button") return;
      event.preventDefault();
      if (to === "text") editor.commands.focus();
    },
  };
}
