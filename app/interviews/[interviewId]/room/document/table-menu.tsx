"use client";

import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Table } from "lucide-react";
import { Toolbar } from "radix-ui";
import { IconButton } from "@/app/_components/icon-button";
import { Menu, type MenuItem } from "@/app/_components/menu";
import { useMenuCommands } from "./use-menu-commands";

/** What can be done about tables at the caret: insert one, or change the one it is in. */
export function useTableItems(
  editor: Editor,
  run: (command: (chain: ChainedCommands) => ChainedCommands) => void,
): { isInTable: boolean; items: MenuItem[] } {
  const isInTable = useEditorState({
    editor,
    selector: ({ editor: shown }) => shown.isActive("table"),
  });
  const insert: MenuItem[] = [
    {
      label: "Insert a table, 3 by 3",
      onSelect: () => run((chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })),
    },
  ];
  const change: MenuItem[] = [
    { label: "Row above", onSelect: () => run((chain) => chain.addRowBefore()) },
    { label: "Row below", onSelect: () => run((chain) => chain.addRowAfter()) },
    { label: "Delete row", onSelect: () => run((chain) => chain.deleteRow()) },
    {
      label: "Column to the left",
      startsGroup: true,
      onSelect: () => run((chain) => chain.addColumnBefore()),
    },
    { label: "Column to the right", onSelect: () => run((chain) => chain.addColumnAfter()) },
    { label: "Delete column", onSelect: () => run((chain) => chain.deleteColumn()) },
    {
      label: "Header row on or off",
      startsGroup: true,
      onSelect: () => run((chain) => chain.toggleHeaderRow()),
    },
    { label: "Merge or split cells", onSelect: () => run((chain) => chain.mergeOrSplit()) },
    {
      label: "Delete table",
      startsGroup: true,
      danger: true,
      onSelect: () => run((chain) => chain.deleteTable()),
    },
  ];
  return { isInTable, items: isInTable ? change : insert };
}

/** Inserts a table, or changes the one the caret is in. */
export function TableMenu({ editor }: { editor: Editor }) {
  const { run, onCloseAutoFocus } = useMenuCommands(editor);
  const { isInTable, items } = useTableItems(editor, run);
  return (
    <Menu
      onCloseAutoFocus={onCloseAutoFocus}
      trigger={
        <Toolbar.Button asChild>
          <IconButton
            name="Table"
            icon={<Table size={16} aria-hidden />}
            className={isInTable ? "bg-accent-soft text-accent-ink" : undefined}
          />
        </Toolbar.Button>
      }
      items={items}
    />
  );
}
