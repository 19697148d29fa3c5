"use client";

/**
 * The canvas of a room: Excalidraw bound to the shared document, with a palette of components, own
 * undo, and what it shows in words for those who cannot see it.
 */
import clsx from "clsx";
import { X } from "lucide-react";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Banner } from "@/app/_components/banner";
import { IconButton } from "@/app/_components/icon-button";
import { useShownTheme } from "@/app/_components/use-shown-theme";
import { nodeName } from "@/lib/board/graph";
import type { EdgeKind } from "@/lib/domain/content/edge-kind";
import type { PaletteStencil } from "@/lib/domain/content/stencil";
import type { PlaneView } from "../connection/room-state";
import { ArrowPanel } from "./arrow-panel";
import { BoardOutline } from "./board-outline";
import type { CanvasController } from "./canvas-controller";
import { CanvasToolbar } from "./canvas-toolbar";
import { CanvasWaiting } from "./canvas-waiting";
import { ConnectPanel } from "./connect-panel";
import { labelFont } from "./label-font";
import { useExcalidraw } from "./load-excalidraw";
import { OtherPeople } from "./other-people";
import { SKELETON } from "./skeleton";
import type { StencilGroup } from "./stencil-group";
import { STENCIL_DRAG_TYPE, StencilPalette } from "./stencil-palette";
import { useBoard } from "./use-board";
import { useCanvasEvents } from "./use-canvas-events";

/** Below this width an open palette would leave too little of the canvas, so it lies over it. */
const WIDE_PANE_PX = 672;

type Panel =
  | { kind: "closed" }
  | { kind: "palette"; isForOne: boolean }
  | { kind: "connect" }
  /** Takes the focus only where there is something to choose. */
  | { kind: "arrows"; takesFocus: boolean };

const CLOSED: Panel = { kind: "closed" };

export function CanvasPane({
  plane: { doc, awareness },
  isReadOnly,
  isGuided,
  stencils,
  motifs,
}: {
  plane: Pick<PlaneView, "doc" | "awareness">;
  isReadOnly: boolean;
  /** Offers a start to those who practise with help. */
  isGuided: boolean;
  stencils: readonly PaletteStencil[];
  motifs: readonly StencilGroup[];
}) {
  const theme = useShownTheme();
  const loading = useExcalidraw();
  const graph = useBoard(doc);
  const pane = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const [controller, setController] = useState<CanvasController | null>(null);
  const [panel, setPanel] = useState<Panel>(CLOSED);
  const [focusRequest, setFocusRequest] = useState(0);
  const [isDragging, setIsDragging] = useState(false);
  const [isRefusalShown, setIsRefusalShown] = useState(false);
  const [announcement, setAnnouncement] = useState("");
  const selectedShape = useLook(controller, "selectedShape");
  const selectedArrow = useLook(controller, "selectedArrow");

  useEffect(() => {
    const isWide = (pane.current?.clientWidth ?? 0) >= WIDE_PANE_PX;
    if (isWide && !isReadOnly) setPanel({ kind: "palette", isForOne: false });
  }, [isReadOnly]);

  useEffect(() => {
    if (controller) void labelFont();
  }, [controller]);

  const shapes = graph.nodes.map((node) => ({ id: node.id, name: nodeName(node) }));
  const nameOf = (id: string) =>
    shapes.find((shape) => shape.id === id)?.name ?? "the selected shape";

  const arrows = graph.edges.map(({ id, from, to, kind }) => ({
    id,
    kind,
    name: `${nameOf(from)} → ${nameOf(to)}`,
  }));
  const arrowInHand = isReadOnly ? undefined : arrows.find(({ id }) => id === selectedArrow);

  const leavePanel = () => {
    if (panel.kind !== "palette" || panel.isForOne) setPanel(CLOSED);
    controller?.focus();
  };
  const openPalette = () => {
    if (isReadOnly) return;
    setPanel((now) => (now.kind === "palette" ? now : { kind: "palette", isForOne: true }));
    setFocusRequest((count) => count + 1);
  };
  const openArrows = () => {
    setPanel({ kind: "arrows", takesFocus: arrowInHand !== undefined });
    setFocusRequest((count) => count + 1);
  };
  const openConnect = () => {
    if (isReadOnly) return;
    if (arrowInHand) {
      openArrows();
      return;
    }
    if (!selectedShape) {
      setAnnouncement("Select a shape first, then connect it.");
      return;
    }
    setPanel({ kind: "connect" });
    setFocusRequest((count) => count + 1);
  };
  const add = (
    stencil: PaletteStencil,
    how: { connect?: boolean; drop?: { clientX: number; clientY: number } },
  ) => {
    const from = how.connect && selectedShape ? nameOf(selectedShape) : null;
    void controller?.addStencil(stencil, how).then(() => {
      setAnnouncement(
        from ? `Added ${stencil.label}, connected from ${from}.` : `Added ${stencil.label}.`,
      );
      leavePanel();
    });
  };
  const addGroup = (group: StencilGroup) => {
    void controller?.addGroup(group, stencils).then((count) => {
      setAnnouncement(`Added ${group.title}: ${count} components, selected.`);
      leavePanel();
    });
  };
  const sayKind = (kind: EdgeKind) => {
    if (arrowInHand && controller?.setEdgeKind(arrowInHand.id, kind)) {
      setAnnouncement(`${arrowInHand.name} is ${kind} now.`);
    }
    leavePanel();
  };
  const dropStencil = (id: string, drop: { clientX: number; clientY: number }) => {
    const stencil = stencils.find((candidate) => candidate.id === id);
    if (stencil && !isReadOnly) add(stencil, { drop });
  };

  useCanvasEvents(surface, {
    onUndo: () => controller?.undo(),
    onRedo: () => controller?.redo(),
    onFind: openPalette,
    onConnect: openConnect,
    onFiles: () => setIsRefusalShown(true),
    dropType: STENCIL_DRAG_TYPE,
    onDrop: dropStencil,
  });

  const onRefused = useCallback(() => setIsRefusalShown(true), []);
  const isPaletteOpen = panel.kind === "palette";

  return (
    <section
      ref={pane}
      aria-label="Canvas"
      className="@container flex size-full min-h-0 min-w-0 flex-col bg-surface"
    >
      <CanvasToolbar
        controller={controller}
        isReadOnly={isReadOnly}
        isPaletteOpen={isPaletteOpen}
        onPalette={() => {
          if (isPaletteOpen) setPanel(CLOSED);
          else {
            setPanel({ kind: "palette", isForOne: false });
            setFocusRequest((count) => count + 1);
          }
        }}
        areArrowsOpen={panel.kind === "arrows"}
        onSkeleton={isGuided ? () => addGroup(SKELETON) : null}
        onConnect={openConnect}
        onArrows={() => (panel.kind === "arrows" ? setPanel(CLOSED) : openArrows())}
      />
      <div className="relative flex min-h-0 flex-1">
        {panel.kind === "closed" || (isReadOnly && panel.kind !== "arrows") ? null : (
          <div
            className={clsx(
              "absolute inset-y-0 left-0 z-10 flex w-60 max-w-full flex-col gap-2 border-line border-r bg-surface p-2 shadow-float",
              "@2xl:static @2xl:z-auto @2xl:shadow-none",
              isDragging && "@max-2xl:pointer-events-none @max-2xl:opacity-0",
            )}
          >
            {panel.kind === "palette" ? (
              <StencilPalette
                stencils={stencils}
                groups={motifs}
                isGuided={isGuided}
                onBoard={[...shapes, ...arrows]}
                selectedName={selectedShape && nameOf(selectedShape)}
                focusRequest={focusRequest}
                onAdd={add}
                onAddGroup={addGroup}
                onGoTo={(id) => {
                  controller?.goTo(id);
                  const arrow = arrows.find((each) => each.id === id);
                  setAnnouncement(
                    arrow ? `Selected the arrow ${arrow.name}.` : `Selected ${nameOf(id)}.`,
                  );
                  leavePanel();
                }}
                onLeave={leavePanel}
                onDrag={setIsDragging}
              />
            ) : panel.kind === "arrows" ? (
              <ArrowPanel
                arrow={arrowInHand ?? null}
                focusRequest={panel.takesFocus ? focusRequest : 0}
                onPick={sayKind}
                onLeave={leavePanel}
              />
            ) : (
              <ConnectPanel
                fromName={selectedShape ? nameOf(selectedShape) : "nothing"}
                targets={shapes.filter(({ id }) => id !== selectedShape)}
                focusRequest={focusRequest}
                onConnect={(to, kind) => {
                  if (selectedShape && controller?.connect(selectedShape, to, kind)) {
                    setAnnouncement(`Connected ${nameOf(selectedShape)} to ${nameOf(to)}.`);
                  }
                  leavePanel();
                }}
                onLeave={leavePanel}
              />
            )}
          </div>
        )}
        <div ref={surface} className="relative isolate min-w-0 flex-1">
          {loading.status === "ready" ? (
            <loading.canvas.ExcalidrawCanvas
              doc={doc}
              awareness={awareness}
              isReadOnly={isReadOnly}
              theme={theme}
              onController={setController}
              onRefused={onRefused}
            />
          ) : (
            <CanvasWaiting retry={loading.status === "failed" ? loading.retry : null} />
          )}
          {controller ? (
            <OtherPeople doc={doc} awareness={awareness} controller={controller} />
          ) : null}
          {isRefusalShown ? (
            <Banner
              tone="warn"
              className="absolute inset-x-3 bottom-3 z-5"
              action={
                <IconButton
                  name="Close this message"
                  icon={<X size={16} aria-hidden />}
                  onClick={() => setIsRefusalShown(false)}
                />
              }
            >
              Pictures, files, embedded pages and very long texts cannot be kept on this canvas, so
              that was left out. Everything else is as it was.
            </Banner>
          ) : null}
        </div>
      </div>
      <section aria-label="Canvas in words" className="sr-only">
        <BoardOutline graph={graph} />
      </section>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </section>
  );
}

function useLook(
  controller: CanvasController | null,
  what: "selectedShape" | "selectedArrow",
): string | null {
  return useSyncExternalStore(
    controller ? controller.subscribe : noSubscription,
    () => controller?.getLook()[what] ?? null,
    () => null,
  );
}

function noSubscription(): () => void {
  return () => {};
}
