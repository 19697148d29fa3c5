"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ChevronDown } from "lucide-react";
import { Toolbar } from "radix-ui";
import { Button } from "@/app/_components/button";
import { Menu } from "@/app/_components/menu";
import { HEADING_LEVELS } from "@/lib/room-document/document-schema";
import { useMenuCommands } from "./use-menu-commands";

const STYLES = ["Text", "Heading 1", "Heading 2", "Heading 3", "Code block", "Quote"] as const;

function styleOf(editor: Editor): (typeof STYLES)[number] {
  if (editor.isActive("codeBlock")) return "Code block";
  const level = HEADING_LEVELS.find((candidate) =>
    editor.isActive("heading", { level: candidate }),
  );
  if (level !== undefined) return `Heading ${level}`;
  return editor.isActive("blockquote") ? "Quote" : "Text";
}

/** What kind of block the caret is in. */
export function TextStyleMenu({ editor }: { editor: Editor }) {
  const current = useEditorState({ editor, selector: ({ editor: shown }) => styleOf(shown) });
  const { run, onCloseAutoFocus } = useMenuCommands(editor);
  const heading = (level: (typeof HEADING_LEVELS)[number]) => ({
    label: `Heading ${level}`,
    shortcut: `Ctrl+Alt+${level}`,
    checked: current === `Heading ${level}`,
    onSelect: () => run((chain) => chain.setHeading({ level })),
  });
  return (
    <Menu
      onCloseAutoFocus={onCloseAutoFocus}
      align="start"
      trigger={
        <Toolbar.Button asChild>
          <Button
            variant="quiet"
            size="room"
            aria-label={`Text style: ${current}`}
            className="w-28 justify-between!"
          >
            {current}
            <ChevronDown size={14} aria-hidden />
          </Button>
        </Toolbar.Button>
      }
      items={[
        {
          label: "Text",
          shortcut: "Ctrl+Alt+0",
          checked: current === "Text",
          onSelect: () => run((chain) => chain.setParagraph()),
        },
        ...HEADING_LEVELS.map(heading),
        {
          label: "Code block",
          shortcut: "Ctrl+Alt+C",
          checked: current === "Code block",
          onSelect: () => run((chain) => chain.toggleCodeBlock()),
        },
        {
          label: "Quote",
          shortcut: "Ctrl+Shift+B",
          checked: current === "Quote",
          onSelect: () => run((chain) => chain.toggleBlockquote()),
        },
      ]}
    />
  );
}
