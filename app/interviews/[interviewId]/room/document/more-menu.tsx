"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Ellipsis } from "lucide-react";
import { Toolbar } from "radix-ui";
import { IconButton } from "@/app/_components/icon-button";
import { Menu, type MenuItem } from "@/app/_components/menu";
import type { Tool } from "./document-toolbar";
import { useTableItems } from "./table-menu";
import { useMenuCommands } from "./use-menu-commands";

/** What is needed now and then, and what the toolbar has no room for. */
export function MoreMenu({
  editor,
  tools,
  withTable,
}: {
  editor: Editor;
  tools: readonly Tool[];
  withTable: boolean;
}) {
  const is = useEditorState({
    editor,
    selector: ({ editor: shown }) => ({
      underline: shown.isActive("underline"),
      strike: shown.isActive("strike"),
    }),
  });
  const { run, runWithFocus, onCloseAutoFocus } = useMenuCommands(editor);
  const table = useTableItems(editor, run);
  const marks: MenuItem[] = [
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
  ];
  return (
    <Menu
      onCloseAutoFocus={onCloseAutoFocus}
      trigger={
        <Toolbar.Button asChild>
          <IconButton name="More formatting" icon={<Ellipsis size={16} aria-hidden />} />
        </Toolbar.Button>
      }
      items={[
        ...tools.map((tool, index) => ({
          label: tool.name,
          // Ticks and icons in one column would be read as one thing.
          checked: tool.isOn,
          icon: tool.isOn === undefined ? tool.icon : undefined,
          shortcut: tool.shortcut,
          disabled: tool.isDisabled,
          startsGroup: index > 0 && tools[index - 1]?.group !== tool.group,
          // Scrolling along leaves the text alone; all others end in it or in a dialog.
          onSelect: () => (tool.group === "phase" ? tool.onPress() : runWithFocus(tool.onPress)),
        })),
        ...startingGroup(marks, tools.length > 0),
        ...(withTable ? startingGroup(table.items, true) : []),
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

function startingGroup(items: readonly MenuItem[], startsGroup: boolean): MenuItem[] {
  return items.map((item, index) => (index === 0 ? { ...item, startsGroup } : item));
}
