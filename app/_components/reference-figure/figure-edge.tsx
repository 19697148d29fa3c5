import { DRAWING_TYPE, type DrawnEdge } from "@/lib/domain/content/reference-drawing";
import { EDGE_STROKES } from "../edge-kinds";

const { edge: type } = DRAWING_TYPE;
/** From the top of a line of text to where its letters stand, as a share of its height. */
const BASELINE = 0.76;

/** An arrow of the drawing, drawn as its kind, with its label on the line. */
export function FigureEdge({
  edge,
  paper,
}: {
  edge: DrawnEdge;
  /** The class that fills with what lies beneath the label. */
  paper: string;
}) {
  const { points, kind, lines, labelAt } = edge;
  const { dashes, head, fill } = EDGE_STROKES[kind];
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return null;
  const turn = (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI;
  const textTop = labelAt.y + (labelAt.h - lines.length * type.lineHeight) / 2;
  return (
    <g data-edge={`${edge.from} ${edge.to}`} strokeWidth={1.25}>
      <path
        d={`M${points.map(({ x, y }) => `${x} ${y}`).join("L")}`}
        strokeDasharray={dashes ?? undefined}
        strokeLinejoin="round"
        className="fill-none stroke-ink-2 print:stroke-ink"
      />
      <path
        d={head}
        transform={`translate(${tip.x} ${tip.y}) rotate(${turn})`}
        className={`stroke-ink-2 print:stroke-ink ${HEAD_FILLS[fill]}`}
      />
      <rect
        x={labelAt.x}
        y={labelAt.y}
        width={labelAt.w}
        height={labelAt.h}
        rx={3}
        className={paper}
      />
      <text
        fontSize={type.size}
        fontWeight={type.weight}
        textAnchor="middle"
        className="fill-ink-2 print:fill-ink"
      >
        {lines.map((line, place) => (
          <tspan
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are words in order.
            key={place}
            x={labelAt.x + labelAt.w / 2}
            y={textTop + (place + BASELINE) * type.lineHeight}
          >
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

const HEAD_FILLS = {
  line: "fill-ink-2 print:fill-ink",
  paper: "fill-surface",
  none: "fill-none",
} as const;
