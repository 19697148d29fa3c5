"use client";

import dynamic from "next/dynamic";
import type { Motif } from "@/lib/domain/content/motif";
import type { PaletteStencil } from "@/lib/domain/content/stencil";
import type { PlaneView } from "./connection/room-state";
import { PaneOpening } from "./notices/pane-opening";

// By far the largest part of the room, and it needs a browser: it comes when the room is already open.
const CanvasPane = dynamic(
  () => import("./canvas/canvas-pane").then((canvas) => canvas.CanvasPane),
  {
    ssr: false,
    loading: () => <PaneOpening what="canvas" />,
  },
);

/** The canvas of the room, once the server's state is in. */
export function SharedCanvas({
  plane,
  ...canvas
}: {
  plane: PlaneView | null;
  isReadOnly: boolean;
  isGuided: boolean;
  stencils: readonly PaletteStencil[];
  motifs: readonly Motif[];
}) {
  if (!plane?.isSynced) return <PaneOpening what="canvas" />;
  return <CanvasPane key={plane.generation} plane={plane} {...canvas} />;
}
