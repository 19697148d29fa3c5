import type { EdgeKind } from "@/lib/domain/content/edge-kind";
import type { StoredProperties } from "@/lib/room-document/elements";
import type { SceneElement } from "./scene";

type Look = Pick<StoredProperties, "strokeStyle" | "endArrowhead">;

/** How an arrow of a kind is drawn in Excalidraw's terms; the same as the legend shows. */
const LOOKS: Record<EdgeKind, Look> = {
  request: { strokeStyle: "solid", endArrowhead: "triangle" },
  data: { strokeStyle: "dashed", endArrowhead: "arrow" },
  control: { strokeStyle: "dotted", endArrowhead: "diamond_outline" },
  feedback: { strokeStyle: "dashed", endArrowhead: "triangle_outline" },
};

/** An arrow whose kind nobody has said, between shapes that suggest none. */
const PLAIN: Look = { strokeStyle: "solid", endArrowhead: "arrow" };

export function edgeLook(kind: EdgeKind | null) {
  return kind === null ? PLAIN : { ...LOOKS[kind], customData: { edge: kind } };
}

/** The arrow as one of this kind; it keeps pointing where it points. */
export function withKind(arrow: SceneElement, kind: EdgeKind): SceneElement {
  const { endArrowhead: head, ...look } = { ...LOOKS[kind], customData: { edge: kind } };
  return {
    ...arrow,
    ...look,
    startArrowhead: arrow.startArrowhead ? head : null,
    endArrowhead: arrow.endArrowhead ? head : null,
    version: arrow.version + 1,
  };
}
