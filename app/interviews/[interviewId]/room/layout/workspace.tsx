"use client";

import { type ReactNode, useRef, useState } from "react";
import { type Tab, Tabs } from "@/app/_components/tabs";
import { CompactViews } from "./compact-views";
import { Pane } from "./pane";
import { SplitHandle } from "./split-handle";
import type { CompactView, Layout } from "./use-layout";
import { CANVAS_SURFACE } from "./use-shortcuts";

/**
 * The body of the room: rail, document, canvas and side panel beside each other, or on a narrow
 * screen one of them at a time. The parts keep their place in the tree, so that turning a tablet
 * loses neither caret nor undo.
 */
export function Workspace({
  layout,
  rail,
  document,
  canvas,
  tabs,
  panelLabel,
  isPanelWide,
}: {
  layout: Layout;
  rail: ReactNode;
  document: ReactNode;
  canvas: ReactNode;
  tabs: readonly Tab[];
  /** What the side panel is called where it is one of four. */
  panelLabel: string;
  /** In the debrief the scorecard needs the room. */
  isPanelWide: boolean;
}) {
  const { isWide, only, view, chosenTab } = layout;
  const centre = useRef<HTMLDivElement>(null);
  const shows = (part: CompactView, inWide: boolean) => (isWide ? inWide : view === part);
  const showsDocument = shows("document", only !== "canvas");
  const showsCanvas = shows("canvas", only !== "document");
  const showsBoth = showsDocument && showsCanvas;
  const showsPanel = shows("panel", layout.isPanelOpen);

  // Loaded when first looked at: on a phone that may be never.
  const [wasCanvasShown, setWasCanvasShown] = useState(showsCanvas);
  if (showsCanvas && !wasCanvasShown) setWasCanvasShown(true);

  // A choice made while the clock ran does not hold for the debrief, where the card comes first.
  const chosenId = chosenTab?.isPanelWide === isPanelWide ? chosenTab.tab : null;
  const tab = tabs.find((each) => each.id === chosenId) ?? tabs[0];
  const maximise = (which: "document" | "canvas") =>
    isWide
      ? {
          isOn: only === which,
          toggle: () => layout.toggleOnly(which),
          command: which === "document" ? ("only-document" as const) : ("only-canvas" as const),
        }
      : null;

  return (
    <>
      {isWide ? null : (
        <CompactViews
          shown={view}
          onChange={layout.setView}
          views={[
            { view: "document", label: "Document" },
            { view: "canvas", label: "Canvas" },
            { view: "phases", label: "Phases" },
            { view: "panel", label: panelLabel },
          ]}
        />
      )}
      <main className="flex min-h-0 flex-1">
        <section
          aria-label="Time"
          hidden={!shows("phases", true)}
          className={
            isWide
              ? "flex w-44 shrink-0 flex-col border-line border-r bg-sunken"
              : shows("phases", true)
                ? "flex min-w-0 flex-1 flex-col bg-sunken"
                : undefined
          }
        >
          {rail}
        </section>
        <div
          ref={centre}
          hidden={!showsDocument && !showsCanvas}
          className={showsDocument || showsCanvas ? "flex min-w-0 flex-1" : undefined}
        >
          <Pane
            name="Document"
            isShown={showsDocument}
            maximise={maximise("document")}
            style={showsBoth ? { flex: `0 1 ${layout.split * 100}%` } : { flex: "1 1 0" }}
            className={showsBoth ? "min-w-80!" : undefined}
          >
            {document}
          </Pane>
          {showsBoth ? (
            <SplitHandle share={layout.split} onChange={layout.setSplit} container={centre} />
          ) : null}
          <Pane
            name="Canvas"
            isShown={showsCanvas}
            maximise={maximise("canvas")}
            style={{ flex: "1 1 0" }}
            className={showsBoth ? "min-w-80!" : undefined}
            {...CANVAS_SURFACE}
          >
            {wasCanvasShown ? canvas : null}
          </Pane>
        </div>
        {tab ? (
          <section
            aria-label="Side panel"
            hidden={!showsPanel}
            className={
              !showsPanel
                ? undefined
                : isWide
                  ? `flex shrink-0 flex-col border-line border-l bg-surface ${isPanelWide ? "w-104" : "w-80"}`
                  : "flex min-w-0 flex-1 flex-col bg-surface"
            }
          >
            <Tabs
              label="Side panel"
              tabs={tabs}
              value={tab.id}
              onChange={(id) => layout.chooseTab({ tab: id, isPanelWide })}
              className="flex-1"
            />
          </section>
        ) : null}
      </main>
    </>
  );
}
