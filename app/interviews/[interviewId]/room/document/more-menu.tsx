"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Ellipsis } from "lucide-react";
import { Toolbar } from "radix-ui";
import { IconButton } from "@/app/_components/icon-button";
import { Menu } from "@/app/_components/menu";
import { useMenuCommands } from "./use-menu-commands";

/** What is needed now and then. */
export function MoreMenu({ editor }: { editor: Editor }) {
  const is = useEditorState({
    editor,
    selector: ({ editor: shown }) => ({
      underline: shown.isActive("underline"),
      strike: shown.isActive("strike"),
    }),
  });
  const { run, onCloseAutoFocus } = useMenuCommands(editor);
  return (
    <Menu
      onCloseAutoFocus={onCloseAutoFocus}
      trigger={
        <Toolbar.Button asChild>
          <IconButton name="More formatting" icon={<Ellipsis size={16} aria-hidden />} />
        </Toolbar.Button>
      }
      items={[
        {
          label: "Underline",
          shortcut: "Ctrl+U",
          checked: is.underline,
          onSelect: () => run((chain) => chain.toggleUnderline()),
        },
        {
          label: "Strike through",
          shortcut: "Ctrl+Shift+S",
          checked: is.strike,
          onSelect: () => run((chain) => chain.toggleStrike()),
        },
        {
          label: "Dividing line",
          startsGroup: true,
          onSelect: () => run((chain) => chain.setHorizontalRule()),
        },
        {
          label: "Clear formatting",
          onSelect: () => run((chain) => chain.unsetAllMarks().clearNodes()),
        },
      ]}
    />
  );
}
