"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Table } from "lucide-react";
import { Toolbar } from "radix-ui";
import { IconButton } from "@/app/_components/icon-button";
import { Menu, type MenuItem } from "@/app/_components/menu";

/** Inserts a table, or changes the one the caret is in. */
export function TableMenu({ editor }: { editor: Editor }) {
  const isInTable = useEditorState({
    editor,
    selector: ({ editor: shown }) => shown.isActive("table"),
  });
  const run = () => editor.chain().focus();
  const insert: MenuItem[] = [
    {
      label: "Insert a table, 3 by 3",
      onSelect: () => run().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    },
  ];
  const change: MenuItem[] = [
    { label: "Row above", onSelect: () => run().addRowBefore().run() },
    { label: "Row below", onSelect: () => run().addRowAfter().run() },
    { label: "Delete row", onSelect: () => run().deleteRow().run() },
    {
      label: "Column to the left",
      startsGroup: true,
      onSelect: () => run().addColumnBefore().run(),
    },
    { label: "Column to the right", onSelect: () => run().addColumnAfter().run() },
    { label: "Delete column", onSelect: () => run().deleteColumn().run() },
    {
      label: "Header row on or off",
      startsGroup: true,
      onSelect: () => run().toggleHeaderRow().run(),
    },
    { label: "Merge or split cells", onSelect: () => run().mergeOrSplit().run() },
    {
      label: "Delete table",
      startsGroup: true,
      danger: true,
      onSelect: () => run().deleteTable().run(),
    },
  ];
  return (
    <Menu
      trigger={
        <Toolbar.Button asChild>
          <IconButton
            name="Table"
            icon={<Table size={16} aria-hidden />}
            className={isInTable ? "bg-accent-soft text-accent-ink" : undefined}
          />
        </Toolbar.Button>
      }
      items={isInTable ? change : insert}
    />
  );
}
