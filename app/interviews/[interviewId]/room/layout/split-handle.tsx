"use client";

import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from "react";
import { clampSplit, EVEN_SPLIT, SPLIT_STEP } from "./split-ratio";

/**
 * The line between document and canvas. Dragged, or moved with the arrow keys; Enter and a double
 * click make both sides even again.
 */
export function SplitHandle({
  share,
  onChange,
  container,
}: {
  /** What the document gets, 0 to 1. */
  share: number;
  onChange: (share: number) => void;
  /** The element that document and canvas share. */
  container: RefObject<HTMLElement | null>;
}) {
  const [isDragging, setIsDragging] = useState(false);

  const move = (to: number) => {
    const width = container.current?.getBoundingClientRect().width ?? 0;
    onChange(clampSplit(to, width));
  };
  const drag = (event: PointerEvent) => {
    const box = container.current?.getBoundingClientRect();
    if (isDragging && box) move((event.clientX - box.left) / box.width);
  };
  const press = (event: KeyboardEvent) => {
    const to =
      event.key === "ArrowLeft"
        ? share - SPLIT_STEP
        : event.key === "ArrowRight"
          ? share + SPLIT_STEP
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? 1
              : event.key === "Enter"
                ? EVEN_SPLIT
                : null;
    if (to === null) return;
    event.preventDefault();
    move(to);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged; this is the window splitter pattern
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the document"
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      tabIndex={0}
      onKeyDown={press}
      onDoubleClick={() => move(EVEN_SPLIT)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setIsDragging(true);
      }}
      onPointerMove={drag}
      onPointerUp={() => setIsDragging(false)}
      onPointerCancel={() => setIsDragging(false)}
      className="group relative z-20 -mx-1 w-2 shrink-0 cursor-col-resize touch-none"
    >
      <span
        aria-hidden
        className="absolute inset-y-0 left-1/2 w-px bg-line transition-colors group-hover:bg-accent"
      />
      <span
        aria-hidden
        className="-translate-x-1/2 -translate-y-1/2 absolute top-1/2 left-1/2 h-8 w-1 rounded-full bg-line-strong group-hover:bg-accent"
      />
    </div>
  );
}
