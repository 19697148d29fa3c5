"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Ellipsis } from "lucide-react";
import { Toolbar } from "radix-ui";
import { IconButton } from "@/app/_components/icon-button";
import { Menu } from "@/app/_components/menu";

/** What is needed now and then. */
export function MoreMenu({ editor }: { editor: Editor }) {
  const is = useEditorState({
    editor,
    selector: ({ editor: { isActive } }) => ({
      underline: isActive("underline"),
      strike: isActive("strike"),
    }),
  });
  const run = () => editor.chain().focus();
  return (
    <Menu
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
          onSelect: () => run().toggleUnderline().run(),
        },
        {
          label: "Strike through",
          shortcut: "Ctrl+Shift+S",
          checked: is.strike,
          onSelect: () => run().toggleStrike().run(),
        },
        {
          label: "Dividing line",
          startsGroup: true,
          onSelect: () => run().setHorizontalRule().run(),
        },
        {
          label: "Clear formatting",
          onSelect: () => run().unsetAllMarks().clearNodes().run(),
        },
      ]}
    />
  );
}
