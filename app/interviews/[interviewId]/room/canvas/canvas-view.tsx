"use client";

import { Shapes } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { Button } from "@/app/_components/button";
import { EmptyState } from "@/app/_components/empty-state";
import { Skeleton } from "@/app/_components/skeleton";
import { boardGraph } from "@/lib/board/graph";
import type { ExcalidrawFile } from "@/lib/room-document/excalidraw-file";
import { BoardOutline } from "./board-outline";
import { keepFontsLocal } from "./local-fonts";

const PADDING_PX = 16;

/** A finished canvas as a picture, with the same in words beneath it. Light, also in print. */
export function CanvasView({ file }: { file: ExcalidrawFile }) {
  const paper = useRef<HTMLDivElement>(null);
  const words = useId();
  const [status, setStatus] = useState<"loading" | "ready" | "failed">("loading");
  const [attempt, setAttempt] = useState(0);
  const graph = useMemo(() => boardGraph(file.elements), [file]);
  const isEmpty = file.elements.length === 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt draws the same again.
  useEffect(() => {
    if (isEmpty) return;
    let isCurrent = true;
    setStatus("loading");
    drawPicture(file).then(
      (picture) => {
        if (!isCurrent) return;
        paper.current?.replaceChildren(picture);
        setStatus("ready");
      },
      () => {
        if (isCurrent) setStatus("failed");
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [file, isEmpty, attempt]);

  if (isEmpty) {
    return (
      <EmptyState icon={<Shapes size={20} aria-hidden />}>
        Nothing was drawn in this interview.
      </EmptyState>
    );
  }
  return (
    <figure className="m-0">
      {status === "loading" ? (
        <div role="status">
          <span className="sr-only">Drawing the canvas</span>
          <Skeleton className="aspect-video w-full" />
        </div>
      ) : null}
      {status === "failed" ? (
        <EmptyState action={<Button onClick={() => setAttempt(attempt + 1)}>Try again</Button>}>
          The picture could not be drawn. What it shows is below in words, and the file can still be
          downloaded.
        </EmptyState>
      ) : null}
      <div
        ref={paper}
        role="img"
        aria-label="The final canvas"
        aria-describedby={words}
        hidden={status !== "ready"}
        style={{ backgroundColor: file.appState.viewBackgroundColor }}
        className="overflow-x-auto rounded-panel border border-line"
      />
      <figcaption className="mt-3">
        <details>
          <summary className="text-ink-2 text-sm">The canvas in words</summary>
          <div
            id={words}
            className="mt-2 max-w-prose text-sm [&_li]:ml-5 [&_li]:list-disc [&_ul]:mt-1"
          >
            <BoardOutline graph={graph} />
          </div>
        </details>
      </figcaption>
    </figure>
  );
}

async function drawPicture(file: ExcalidrawFile): Promise<SVGSVGElement> {
  keepFontsLocal();
  const { exportToCanvas, exportToSvg } = await import("@excalidraw/excalidraw");
  type Input = Parameters<typeof exportToSvg>[0];
  const scene = {
    // Complete elements in Excalidraw's own form, which our stricter type describes.
    elements: file.elements as unknown as Input["elements"],
    appState: {
      exportBackground: true,
      exportWithDarkMode: false,
      viewBackgroundColor: file.appState.viewBackgroundColor,
    },
    files: null,
    exportPadding: PADDING_PX,
  };
  // Brings the fonts of this drawing into the page, which the picture then uses. A picture with
  // fonts of its own would be larger, and cutting those down evaluates code, which the policy forbids.
  await exportToCanvas({ ...scene, maxWidthOrHeight: 1 });
  const picture = await exportToSvg({ ...scene, skipInliningFonts: true });
  // As large as it was drawn where there is room, else as wide as the page.
  picture.setAttribute(
    "style",
    "display: block; max-width: 100%; height: auto; margin-inline: auto",
  );
  return picture;
}
