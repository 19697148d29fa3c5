"use client";

import { EditorContent, useEditor } from "@tiptap/react";
import { LocateFixed } from "lucide-react";
import { useContext, useEffect, useImperativeHandle, useRef, useState } from "react";
import { Button } from "@/app/_components/button";
import type { Plan } from "@/lib/domain/plan";
import { documentJson } from "@/lib/room-document/document-json";
import type { Plane } from "@/lib/room-document/roots";
import type { PlaneView } from "../connection/room-state";
import "./document-content.css";
import { DocumentToolbar } from "./document-toolbar";
import { editorExtensions } from "./editor-extensions";
import { insertLine } from "./line-insertion";
import { OpenDocument } from "./open-document";
import { useBoundDocument } from "./read-only-copy";
import { renameSections } from "./section-headings";
import { focusSection, sectionsOf } from "./section-keeping";
import { useFollowedClock } from "./use-followed-clock";

interface DocumentPaneProps {
  plane: PlaneView;
  planeName: Plane;
  isReadOnly: boolean;
  plan: Plan;
  /** The phase the clock is in; its section is marked. */
  phaseId: string | null;
}

/**
 * The shared document, or the interviewers' notes: an editor over one plane's Yjs document. Mount it
 * only once the plane is synced, and anew for every new document of the plane.
 */
export function DocumentPane(props: DocumentPaneProps) {
  // Another role is another editor: a reader's is bound to a copy.
  return <BoundDocumentPane key={props.isReadOnly ? "read" : "write"} {...props} />;
}

function BoundDocumentPane({ plane, planeName, isReadOnly, plan, phaseId }: DocumentPaneProps) {
  const doc = useBoundDocument(plane.doc, planeName, isReadOnly);
  // What the editor shows until the sync plugin has read the document itself, a moment later.
  const [content] = useState(() => documentJson(doc, planeName));
  const scroller = useRef<HTMLDivElement>(null);
  const toolbar = useRef<HTMLDivElement>(null);
  const label = planeName === "shared" ? "Shared document" : "Private notes";
  const openDocument = useContext(OpenDocument);
  // Until somebody has been in the text, its caret is nowhere they have chosen.
  const hasCaret = useRef(false);
  const editor = useEditor(
    {
      immediatelyRender: false,
      shouldRerenderOnTransaction: false,
      editable: !isReadOnly,
      content,
      onFocus: () => {
        hasCaret.current = true;
      },
      extensions: editorExtensions({
        doc,
        plane: planeName,
        awareness: plane.awareness,
        isReadOnly,
        names: { plan, currentPhaseId: phaseId },
      }),
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-label": label,
          "aria-multiline": "true",
          // A reader has no caret; the focus lets the arrow keys scroll.
          ...(isReadOnly ? { "aria-readonly": "true", tabindex: "0" } : {}),
          class: "document-content",
        },
        handleKeyDown(_view, event) {
          if (!event.altKey || event.key !== "F10") return false;
          toolbar.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
          return true;
        },
      },
    },
    [doc],
  );
  const clock = useFollowedClock(scroller, phaseId);

  useEffect(() => {
    if (editor !== null && planeName === "shared") {
      renameSections(editor, { plan, currentPhaseId: phaseId });
    }
  }, [editor, planeName, plan, phaseId]);

  useImperativeHandle(
    planeName === "shared" ? openDocument : null,
    () => ({
      insertLine(line) {
        // From the open phase on: the opening has no section, and what is said in it is for the next.
        const from = Math.max(
          0,
          plan.findIndex((phase) => phase.phaseId === phaseId),
        );
        const phases = plan.slice(from).map((phase) => phase.phaseId);
        return editor && insertLine(editor, line, { caret: hasCaret.current, phases });
      },
    }),
    [editor, plan, phaseId],
  );

  const canGoToPhase =
    editor !== null &&
    phaseId !== null &&
    sectionsOf(editor.state.doc).some((section) => section.phaseId === phaseId);

  return (
    <div className="absolute inset-0 flex flex-col">
      {editor !== null && !isReadOnly ? (
        <DocumentToolbar
          ref={toolbar}
          editor={editor}
          phase={
            planeName === "shared"
              ? {
                  isFollowing: clock.isFollowing,
                  toggleFollowing: clock.toggle,
                  goTo: canGoToPhase ? () => focusSection(editor.view, phaseId) : null,
                }
              : null
          }
        />
      ) : null}
      {isReadOnly && planeName === "shared" && phaseId !== null ? (
        <div className="flex shrink-0 justify-end border-line border-b px-2 py-1">
          <Button
            variant="quiet"
            size="room"
            aria-pressed={clock.isFollowing}
            icon={<LocateFixed size={16} aria-hidden />}
            onClick={clock.toggle}
            className="aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
          >
            Scroll along with the clock
          </Button>
        </div>
      ) : null}
      <div
        ref={scroller}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pt-1 pb-3"
      >
        <EditorContent editor={editor} className="min-h-full" />
      </div>
    </div>
  );
}
