"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import {
  Bold,
  Code,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  LocateFixed,
  Redo2,
  SquarePen,
  Undo2,
} from "lucide-react";
import { Toolbar } from "radix-ui";
import { type ReactNode, type RefObject, useState } from "react";
import { IconButton } from "@/app/_components/icon-button";
import { LinkDialog } from "./link-dialog";
import { MoreMenu } from "./more-menu";
import { TableMenu } from "./table-menu";
import { TextStyleMenu } from "./text-style-menu";
import { type Roominess, useRoominess } from "./use-roominess";

const ICON = { size: 16, "aria-hidden": true } as const;

export interface PhaseControls {
  isFollowing: boolean;
  toggleFollowing: () => void;
  /** Null when the current phase has no section. */
  goTo: (() => void) | null;
}

/** A button of the toolbar, or where there is no room for it a line of its menu. */
export interface Tool {
  name: string;
  shortcut?: string;
  icon: ReactNode;
  group: "marks" | "lists" | "insert" | "history" | "phase";
  /** The least room in which it is a button. */
  from: Roominess;
  /** Set on what is on or off. */
  isOn?: boolean;
  isDisabled?: boolean;
  onPress: () => void;
}

/** What the person can do to the text. Arrow keys move along it, Alt+F10 leads here from the text. */
export function DocumentToolbar({
  editor,
  phase,
  ref,
}: {
  editor: Editor;
  phase: PhaseControls | null;
  ref: RefObject<HTMLDivElement | null>;
}) {
  const [isLinking, setIsLinking] = useState(false);
  const roominess = useRoominess(ref);
  const tools = useTools(editor, phase, () => setIsLinking(true));
  const shown = tools.filter((tool) => tool.from <= roominess);
  const hidden = tools.filter((tool) => tool.from > roominess);
  const group = (name: Tool["group"]) =>
    shown
      .filter((tool) => tool.group === name)
      .map((tool) => <ToolButton key={tool.name} {...tool} />);
  const history = group("history");
  const phaseTools = group("phase");
  return (
    <>
      <Toolbar.Root
        ref={ref}
        aria-label="Formatting"
        // The text keeps its selection, and on a phone its keyboard.
        onMouseDown={(event) => event.preventDefault()}
        className="flex h-10 shrink-0 items-center gap-0.5 overflow-x-auto border-line border-b px-2 pointer-coarse:h-12"
      >
        <TextStyleMenu editor={editor} />
        {roominess > 1 ? <Divider /> : null}
        {group("marks")}
        {roominess > 1 ? <Divider /> : null}
        {group("lists")}
        {roominess > 1 ? <Divider /> : null}
        {group("insert")}
        {roominess > 2 ? <TableMenu editor={editor} /> : null}
        <MoreMenu editor={editor} tools={hidden} withTable={roominess <= 2} />
        <Divider />
        {history}
        {phaseTools.length > 0 ? <Divider /> : null}
        {phaseTools}
      </Toolbar.Root>
      {isLinking ? <LinkDialog editor={editor} onClose={() => setIsLinking(false)} /> : null}
    </>
  );
}

function useTools(editor: Editor, phase: PhaseControls | null, startLink: () => void): Tool[] {
  const is = useEditorState({
    editor,
    selector: ({ editor: shown }) => ({
      bold: shown.isActive("bold"),
      italic: shown.isActive("italic"),
      code: shown.isActive("code"),
      bulletList: shown.isActive("bulletList"),
      orderedList: shown.isActive("orderedList"),
      taskList: shown.isActive("taskList"),
      link: shown.isActive("link"),
      undoable: shown.can().undo(),
      redoable: shown.can().redo(),
    }),
  });
  const run = () => editor.chain().focus();
  return [
    {
      name: "Bold",
      shortcut: "Ctrl+B",
      group: "marks",
      from: 0,
      isOn: is.bold,
      icon: <Bold {...ICON} />,
      onPress: () => run().toggleBold().run(),
    },
    {
      name: "Italic",
      shortcut: "Ctrl+I",
      group: "marks",
      from: 3,
      isOn: is.italic,
      icon: <Italic {...ICON} />,
      onPress: () => run().toggleItalic().run(),
    },
    {
      name: "Code",
      shortcut: "Ctrl+E",
      group: "marks",
      from: 3,
      isOn: is.code,
      icon: <Code {...ICON} />,
      onPress: () => run().toggleCode().run(),
    },
    {
      name: "Bullet list",
      group: "lists",
      from: 0,
      isOn: is.bulletList,
      icon: <List {...ICON} />,
      onPress: () => run().toggleBulletList().run(),
    },
    {
      name: "Numbered list",
      group: "lists",
      from: 3,
      isOn: is.orderedList,
      icon: <ListOrdered {...ICON} />,
      onPress: () => run().toggleOrderedList().run(),
    },
    {
      name: "Checklist",
      group: "lists",
      from: 1,
      isOn: is.taskList,
      icon: <ListChecks {...ICON} />,
      onPress: () => run().toggleTaskList().run(),
    },
    {
      name: "Link",
      group: "insert",
      from: 2,
      isOn: is.link,
      icon: <Link {...ICON} />,
      onPress: startLink,
    },
    {
      name: "Undo",
      shortcut: "Ctrl+Z",
      group: "history",
      from: 0,
      isDisabled: !is.undoable,
      icon: <Undo2 {...ICON} />,
      onPress: () => run().undo().run(),
    },
    {
      name: "Redo",
      shortcut: "Ctrl+Shift+Z",
      group: "history",
      from: 1,
      isDisabled: !is.redoable,
      icon: <Redo2 {...ICON} />,
      onPress: () => run().redo().run(),
    },
    ...(phase === null ? [] : phaseTools(phase)),
  ];
}

function phaseTools(phase: PhaseControls): Tool[] {
  return [
    {
      name: "Write in the current phase",
      group: "phase",
      from: 0,
      isDisabled: phase.goTo === null,
      icon: <SquarePen {...ICON} />,
      onPress: () => phase.goTo?.(),
    },
    {
      name: "Scroll along with the clock",
      group: "phase",
      from: 2,
      isOn: phase.isFollowing,
      icon: <LocateFixed {...ICON} />,
      onPress: phase.toggleFollowing,
    },
  ];
}

function Divider() {
  return <Toolbar.Separator className="mx-1 h-5 w-px shrink-0 bg-line" />;
}

function ToolButton({ name, shortcut, icon, isOn, isDisabled = false, onPress }: Tool) {
  return (
    <Toolbar.Button asChild>
      <IconButton
        name={name}
        shortcut={shortcut}
        icon={icon}
        aria-pressed={isOn}
        // Not `disabled`: the focus would be lost with the last undo.
        aria-disabled={isDisabled || undefined}
        onClick={() => {
          if (!isDisabled) onPress();
        }}
        className="aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
      />
    </Toolbar.Button>
  );
}
