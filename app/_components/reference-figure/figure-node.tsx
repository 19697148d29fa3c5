import clsx from "clsx";
import { DRAWING_TYPE, type DrawnNode } from "@/lib/domain/content/reference-drawing";
import type { StencilFamily } from "@/lib/domain/content/stencil";
import { stencilIconPath } from "../stencil-icon/stencil-icon-path";

const { icon, iconGap, padding, label, note } = DRAWING_TYPE;
/** The grid the icons are drawn on. */
const ICON_GRID = 24;
const CORNER = 6;
/** From the top of a line to where its letters stand, as a share of its height. */
const BASELINE = 0.76;

const BOXES: Record<StencilFamily, string> = {
  io: "fill-surface stroke-line-strong",
  data: "fill-accent-soft stroke-accent",
  model: "fill-info-soft stroke-info",
  ops: "fill-warn-soft stroke-warn",
};

/** A component of the drawing: its box, icon and name. */
export function FigureNode({ node }: { node: DrawnNode }) {
  const { x, y, w, h, lines, noteLines, family } = node;
  const textHeight = lines.length * label.lineHeight + noteLines.length * note.lineHeight;
  const textX = x + padding + icon + iconGap;
  const top = y + (h - textHeight) / 2;
  const noteTop = top + lines.length * label.lineHeight;
  return (
    <g data-node={node.id}>
      <rect
        x={x}
        y={y}
        width={w}
        height={h}
        rx={CORNER}
        className={clsx(BOXES[family], "print:fill-surface print:stroke-ink")}
      />
      <path
        d={stencilIconPath(node.icon)}
        transform={`translate(${x + padding} ${y + (h - icon) / 2}) scale(${icon / ICON_GRID})`}
        strokeWidth={1.7}
        strokeLinecap="round"
        strokeLinejoin="round"
        className="fill-none stroke-ink-2 print:stroke-ink"
      />
      <text fontSize={label.size} fontWeight={label.weight} className="fill-ink">
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are words in order.
          <tspan key={place} x={textX} y={top + (place + BASELINE) * label.lineHeight}>
            {line}
          </tspan>
        ))}
      </text>
      {noteLines.length > 0 ? (
        <text fontSize={note.size} fontWeight={note.weight} className="fill-ink-2 print:fill-ink">
          {noteLines.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are words in order.
            <tspan key={place} x={textX} y={noteTop + (place + BASELINE) * note.lineHeight}>
              {line}
            </tspan>
          ))}
        </text>
      ) : null}
    </g>
  );
}
