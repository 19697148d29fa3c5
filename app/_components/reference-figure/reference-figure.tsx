import { useId } from "react";
import { EDGE_KINDS } from "@/lib/domain/content/edge-kind";
import type { Rect, ReferenceDrawing } from "@/lib/domain/content/reference-drawing";
import { DRAWING_TYPE } from "@/lib/domain/content/reference-drawing";
import { EDGE_WORDS } from "../edge-kinds";
import { EdgeSample } from "../edge-sample";
import { DrawingInWords } from "./drawing-in-words";
import { FigureEdge } from "./figure-edge";
import { FigureNode } from "./figure-node";

/** Below this share of its size the smallest words cannot be read; then the drawing scrolls. */
const SMALLEST_SCALE = 0.85;

/** What is online lies on the page's own surface, what is offline on a darker one. */
const PAPERS = ["fill-surface", "fill-sunken print:fill-surface"] as const;

/**
 * A reference canvas as a picture to read without touching it, with the same in words beneath it.
 * Wider than its place, it scrolls sideways; in print it is as wide as the page.
 */
export function ReferenceFigure({ title, drawing }: { title: string; drawing: ReferenceDrawing }) {
  const id = useId();
  const { nodes, edges, planes, width, height } = drawing;
  const kinds = EDGE_KINDS.filter((kind) => edges.some((edge) => edge.kind === kind));
  const paperAt = ({ x, y }: Rect) =>
    PAPERS[planes.findIndex((plane) => x < plane.x + plane.w && y < plane.y + plane.h)] ??
    PAPERS[0];
  return (
    <figure className="m-0 flex flex-col gap-3">
      <ul className="m-0 flex list-none flex-wrap gap-x-5 gap-y-1 p-0 text-ink-2 text-xs">
        {kinds.map((kind) => (
          <li key={kind} className="flex items-center gap-2">
            <EdgeSample kind={kind} />
            {EDGE_WORDS[kind].label}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/useSemanticElements: a section would be one more landmark; this is a place to scroll. */}
      <div
        role="group"
        aria-label={`${title}, scrolls sideways`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="overflow-x-auto rounded-panel border border-line print:overflow-visible"
      >
        <svg
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-words`}
          viewBox={`0 0 ${width} ${height}`}
          className="mx-auto block h-auto w-full bg-surface text-ink print:min-w-0!"
          style={{ maxWidth: width, minWidth: width * SMALLEST_SCALE }}
          fontFamily="var(--font-sans)"
        >
          <title id={`${id}-title`}>{title}</title>
          {planes.map((plane, place) => (
            <g key={plane.name}>
              <rect
                x={plane.x}
                y={plane.y}
                width={plane.w}
                height={plane.h}
                className={PAPERS[place]}
              />
              {place === 0 ? null : (
                <path
                  d={
                    plane.x > 0 ? `M${plane.x} 0V${plane.h}` : `M0 ${plane.y}H${plane.x + plane.w}`
                  }
                  className="fill-none stroke-line-strong"
                />
              )}
              <text
                x={plane.nameAt.x}
                y={plane.nameAt.y + DRAWING_TYPE.plane.size}
                fontSize={DRAWING_TYPE.plane.size}
                fontWeight={DRAWING_TYPE.plane.weight}
                className="fill-ink-2 print:fill-ink"
              >
                {plane.name}
              </text>
            </g>
          ))}
          {edges.map((edge, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the drawing never changes, and two arrows may join the same boxes.
            <FigureEdge key={place} edge={edge} paper={paperAt(edge.labelAt)} />
          ))}
          {nodes.map((node) => (
            <FigureNode key={node.id} node={node} />
          ))}
        </svg>
      </div>
      <figcaption>
        <details className="print:hidden">
          <summary className="text-ink-2 text-sm">The drawing in words</summary>
          <DrawingInWords id={`${id}-words`} drawing={drawing} />
        </details>
      </figcaption>
    </figure>
  );
}
