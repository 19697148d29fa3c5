import type { Awareness } from "y-protocols/awareness";
import { MAX_SELECTED_SHOWN, MAX_STROKE_POINTS, type Presence } from "@/lib/room-document/presence";

/** Twenty positions a second look like one movement; a mouse reports up to a thousand. */
export const PRESENCE_INTERVAL_MS = 50;

type CanvasFields = Pick<Presence, "pointer" | "selected" | "stroke">;
export type Pointer = NonNullable<Presence["pointer"]>;
export type Stroke = NonNullable<Presence["stroke"]>;

const FIELDS = ["pointer", "selected", "stroke"] as const;

/** Tells the others where this tab is on the canvas; says nothing while nobody else is there. */
export class CanvasPresence {
  private fields: CanvasFields = {};
  private published = "{}";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastAt = Number.NEGATIVE_INFINITY;
  private readonly someoneChanged = ({ added }: { added: number[] }) => {
    // Whoever comes later sees where we are without waiting for the next movement.
    if (added.some((id) => id !== this.awareness.clientID)) this.schedule();
  };

  constructor(private readonly awareness: Awareness) {
    awareness.on("change", this.someoneChanged);
  }

  destroy(): void {
    this.awareness.off("change", this.someoneChanged);
    this.fields = {};
    this.publish();
  }

  /** @param pointer in scene coordinates; null when it has left the canvas */
  movePointer(pointer: Pointer | null): void {
    if (pointer) this.fields.pointer = pointer;
    else delete this.fields.pointer;
    this.schedule();
  }

  select(ids: readonly string[]): void {
    if (ids.length > 0) this.fields.selected = ids.slice(0, MAX_SELECTED_SHOWN);
    else delete this.fields.selected;
    this.schedule();
  }

  /** The freehand stroke under way, in scene coordinates; null when there is none. */
  draw(stroke: Stroke | null): void {
    if (stroke) this.fields.stroke = { ...stroke, points: thin(stroke.points) };
    else delete this.fields.stroke;
    this.schedule();
  }

  private schedule(): void {
    if (this.timer !== undefined) return;
    const waitMs = this.lastAt + PRESENCE_INTERVAL_MS - performance.now();
    if (waitMs <= 0) this.publish();
    else this.timer = setTimeout(() => this.publish(), waitMs);
  }

  private publish(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const local = this.awareness.getLocalState();
    if (!local) return;
    // Nobody is there to see it. What others had seen before is cleared all the same.
    const isAlone = this.awareness.getStates().size <= 1;
    const fields = isAlone ? {} : this.fields;
    const next = JSON.stringify(fields);
    if (next === this.published) return;
    this.published = next;
    this.lastAt = performance.now();
    const kept = Object.entries(local).filter(([name]) => !isOurs(name));
    this.awareness.setLocalState({ ...Object.fromEntries(kept), ...fields });
  }
}

function isOurs(name: string): boolean {
  return FIELDS.some((field) => field === name);
}

/** Enough points to see what is being drawn; the stroke itself is written when it ends. */
function thin(points: Stroke["points"]): Stroke["points"] {
  if (points.length <= MAX_STROKE_POINTS) return points;
  const step = Math.ceil(points.length / (MAX_STROKE_POINTS - 1));
  return points.filter((_, place) => place % step === 0 || place === points.length - 1);
}
