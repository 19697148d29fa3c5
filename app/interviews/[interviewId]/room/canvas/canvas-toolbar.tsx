"use client";

import {
  Maximize,
  MoveRight,
  Redo2,
  Shapes,
  Spline,
  Undo2,
  Workflow,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/app/_components/button";
import { IconButton } from "@/app/_components/icon-button";
import type { CanvasController } from "./canvas-controller";

const ZOOM_STEP = 1.2;
const ICON = { size: 16, "aria-hidden": true } as const;

/** The canvas's own controls: components and undo for those who draw; legend and view for everybody. */
export function CanvasToolbar({
  controller,
  isReadOnly,
  isPaletteOpen,
  areArrowsOpen,
  onPalette,
  onSkeleton,
  onConnect,
  onArrows,
}: {
  controller: CanvasController | null;
  isReadOnly: boolean;
  isPaletteOpen: boolean;
  areArrowsOpen: boolean;
  onPalette: () => void;
  /** Null where nobody is guided. */
  onSkeleton: (() => void) | null;
  onConnect: () => void;
  onArrows: () => void;
}) {
  const look = useSyncExternalStore(
    controller ? controller.subscribe : subscribeToNothing,
    () => controller?.getLook() ?? null,
    () => null,
  );
  return (
    <div
      role="toolbar"
      aria-label="Canvas"
      className="flex h-10 shrink-0 items-center gap-0.5 overflow-x-auto border-line border-b px-2 pointer-coarse:h-12"
    >
      {isReadOnly ? null : (
        <>
          <Button
            size="room"
            variant="quiet"
            icon={<Shapes {...ICON} />}
            aria-expanded={isPaletteOpen}
            aria-keyshortcuts="/"
            aria-label="Components"
            title="Find a component (/)"
            onClick={onPalette}
          >
            {/* Where there is one more button, its word would push the last one out of sight. */}
            <span className={onSkeleton ? "hidden @md:inline" : "hidden @sm:inline"}>
              Components
            </span>
          </Button>
          {onSkeleton ? (
            <Button
              size="room"
              variant="quiet"
              icon={<Workflow {...ICON} />}
              aria-label="Insert the skeleton"
              title="Insert the skeleton"
              onClick={onSkeleton}
            >
              <span className="hidden @xl:inline">Insert the skeleton</span>
            </Button>
          ) : null}
          <IconButton
            name="Connect the selected shape to another"
            shortcut="Alt+A"
            aria-keyshortcuts="Alt+A"
            icon={<Spline {...ICON} />}
            aria-disabled={!look?.selectedShape}
            onClick={onConnect}
          />
          <IconButton
            name="Undo on the canvas"
            shortcut="Ctrl+Z"
            icon={<Undo2 {...ICON} />}
            aria-disabled={!look?.canUndo}
            onClick={() => controller?.undo()}
          />
          <IconButton
            name="Redo on the canvas"
            shortcut="Ctrl+Shift+Z"
            icon={<Redo2 {...ICON} />}
            aria-disabled={!look?.canRedo}
            onClick={() => controller?.redo()}
          />
        </>
      )}
      <IconButton
        name={
          look?.selectedArrow && !isReadOnly
            ? "What flows along the selected arrow"
            : "What the arrows say"
        }
        {...(look?.selectedArrow && !isReadOnly
          ? { shortcut: "Alt+A", "aria-keyshortcuts": "Alt+A" }
          : {})}
        icon={<MoveRight {...ICON} />}
        aria-expanded={areArrowsOpen}
        onClick={onArrows}
      />
      <span className="flex-1" />
      <IconButton
        name="Zoom out"
        // Fingers pinch.
        className="pointer-coarse:hidden"
        icon={<ZoomOut {...ICON} />}
        onClick={() => controller?.zoomBy(1 / ZOOM_STEP)}
      />
      <span className="tabular hidden min-w-11 text-center text-ink-2 text-xs @md:inline">
        {look ? `${Math.round(look.zoom * 100)} %` : ""}
      </span>
      <IconButton
        name="Zoom in"
        className="pointer-coarse:hidden"
        icon={<ZoomIn {...ICON} />}
        onClick={() => controller?.zoomBy(ZOOM_STEP)}
      />
      <IconButton
        name="Show everything"
        icon={<Maximize {...ICON} />}
        onClick={() => controller?.zoomToFit()}
      />
    </div>
  );
}

function subscribeToNothing(): () => void {
  return () => {};
}
