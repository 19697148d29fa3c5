import type { EdgeKind } from "@/lib/domain/content/edge-kind";
import { EDGE_STROKES } from "./edge-kinds";

const WIDTH = 40;
const HEIGHT = 12;

/** A short arrow of a kind, for a legend; what it means stands beside it. */
export function EdgeSample({ kind }: { kind: EdgeKind }) {
  const { dashes, head, fill, headLength } = EDGE_STROKES[kind];
  const tip = WIDTH - 1;
  return (
    <svg
      aria-hidden
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      stroke="currentColor"
      strokeWidth={1.5}
      className="shrink-0"
    >
      <path d={`M1 ${HEIGHT / 2}H${tip - headLength}`} strokeDasharray={dashes ?? undefined} />
      <path
        d={head}
        transform={`translate(${tip} ${HEIGHT / 2})`}
        fill={fill === "line" ? "currentColor" : "none"}
      />
    </svg>
  );
}
