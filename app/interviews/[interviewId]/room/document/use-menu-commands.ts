import type { ChainedCommands, Editor } from "@tiptap/core";
import { useRef } from "react";

/**
 * Commands of a menu in the toolbar. After one of them the person goes on writing, so the focus goes
 * to the text; a menu that is only closed gives it back to its button.
 */
export function useMenuCommands(editor: Editor) {
  const hasRun = useRef(false);
  return {
    run(command: (chain: ChainedCommands) => ChainedCommands): void {
      hasRun.current = true;
      command(editor.chain()).run();
    },
    onCloseAutoFocus(event: Event): void {
      if (!hasRun.current) return;
      hasRun.current = false;
      event.preventDefault();
      editor.commands.focus();
    },
  };
}
