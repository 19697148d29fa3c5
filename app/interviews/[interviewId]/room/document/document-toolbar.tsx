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
import { type ReactNode, type Ref, useState } from "react";
import { IconButton } from "@/app/_components/icon-button";
import { LinkDialog } from "./link-dialog";
import { MoreMenu } from "./more-menu";
import { TableMenu } from "./table-menu";
import { TextStyleMenu } from "./text-style-menu";

const ICON = { size: 16, "aria-hidden": true } as const;

interface PhaseControls {
  isFollowing: boolean;
  toggleFollowing: () => void;
  /** Null when the current phase has no section. */
  goTo: (() => void) | null;
}

/** What the person can do to the text. Arrow keys move along it, Alt+F10 leads here from the text. */
export function DocumentToolbar({
  editor,
  phase,
  ref,
}: {
  editor: Editor;
  phase: PhaseControls | null;
  ref: Ref<HTMLDivElement>;
}) {
  const [isLinking, setIsLinking] = useState(false);
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
  return (
    <>
      <Toolbar.Root
        ref={ref}
        aria-label="Formatting"
        // The text keeps its selection, and on a phone its keyboard.
        onMouseDown={(event) => event.preventDefault()}
        className="flex shrink-0 flex-wrap items-center gap-0.5 border-line border-b px-2 py-1 pointer-coarse:flex-nowrap pointer-coarse:overflow-x-auto"
      >
        <TextStyleMenu editor={editor} />
        <Divider />
        <Toggle
          name="Bold"
          shortcut="Ctrl+B"
          isOn={is.bold}
          icon={<Bold {...ICON} />}
          onPress={() => run().toggleBold().run()}
        />
        <Toggle
          name="Italic"
          shortcut="Ctrl+I"
          isOn={is.italic}
          icon={<Italic {...ICON} />}
          onPress={() => run().toggleItalic().run()}
        />
        <Toggle
          name="Code"
          shortcut="Ctrl+E"
          isOn={is.code}
          icon={<Code {...ICON} />}
          onPress={() => run().toggleCode().run()}
        />
        <Divider />
        <Toggle
          name="Bullet list"
          isOn={is.bulletList}
          icon={<List {...ICON} />}
          onPress={() => run().toggleBulletList().run()}
        />
        <Toggle
          name="Numbered list"
          isOn={is.orderedList}
          icon={<ListOrdered {...ICON} />}
          onPress={() => run().toggleOrderedList().run()}
        />
        <Toggle
          name="Checklist"
          isOn={is.taskList}
          icon={<ListChecks {...ICON} />}
          onPress={() => run().toggleTaskList().run()}
        />
        <Divider />
        <Toggle
          name="Link"
          isOn={is.link}
          icon={<Link {...ICON} />}
          onPress={() => setIsLinking(true)}
        />
        <TableMenu editor={editor} />
        <MoreMenu editor={editor} />
        <Divider />
        <Press
          name="Undo"
          shortcut="Ctrl+Z"
          isDisabled={!is.undoable}
          icon={<Undo2 {...ICON} />}
          onPress={() => run().undo().run()}
        />
        <Press
          name="Redo"
          shortcut="Ctrl+Shift+Z"
          isDisabled={!is.redoable}
          icon={<Redo2 {...ICON} />}
          onPress={() => run().redo().run()}
        />
        {phase === null ? null : (
          <>
            <Divider />
            <Press
              name="Write in the current phase"
              isDisabled={phase.goTo === null}
              icon={<SquarePen {...ICON} />}
              onPress={() => phase.goTo?.()}
            />
            <Toggle
              name="Scroll along with the clock"
              isOn={phase.isFollowing}
              icon={<LocateFixed {...ICON} />}
              onPress={phase.toggleFollowing}
            />
          </>
        )}
      </Toolbar.Root>
      {isLinking ? <LinkDialog editor={editor} onClose={() => setIsLinking(false)} /> : null}
    </>
  );
}

function Divider() {
  return <Toolbar.Separator className="mx-1 h-5 w-px bg-line" />;
}

function Press({
  name,
  shortcut,
  icon,
  isDisabled = false,
  onPress,
}: {
  name: string;
  shortcut?: string;
  icon: ReactNode;
  isDisabled?: boolean;
  onPress: () => void;
}) {
  return (
    <Toolbar.Button asChild>
      <IconButton
        name={name}
        shortcut={shortcut}
        icon={icon}
        // Not `disabled`: the focus would be lost with the last undo.
        aria-disabled={isDisabled || undefined}
        onClick={() => {
          if (!isDisabled) onPress();
        }}
      />
    </Toolbar.Button>
  );
}

function Toggle({
  name,
  shortcut,
  icon,
  isOn,
  onPress,
}: {
  name: string;
  shortcut?: string;
  icon: ReactNode;
  isOn: boolean;
  onPress: () => void;
}) {
  return (
    <Toolbar.Button asChild>
      <IconButton
        name={name}
        shortcut={shortcut}
        icon={icon}
        aria-pressed={isOn}
        onClick={onPress}
        className="aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
      />
    </Toolbar.Button>
  );
}
