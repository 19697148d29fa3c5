/**
 * Presence: where a tab is right now. Positions only; who is behind a clientID and in which
 * colour comes from the server's roster, never from here, so nobody can pose as somebody else.
 */
import { z } from "zod";
import { ELEMENT_ID, MAX_COORDINATE } from "./elements";

/** What one person can select and another still make sense of. */
export const MAX_SELECTED_SHOWN = 200;
/** Progress of a stroke: the last part of it, thinned by the sender. */
export const MAX_STROKE_POINTS = 256;

const MAX_CLIENT_ID = 0xffff_ffff;
const MAX_CLOCK = 2 ** 31;
/** Longer than any root name of ours. */
const MAX_ROOT_NAME = 32;

const YjsId = z.strictObject({
  client: z.int().min(0).max(MAX_CLIENT_ID),
  clock: z.int().min(0).max(MAX_CLOCK),
});

/** A Yjs relative position as `relativePositionToJSON` writes it. */
export const RelativePositionJson = z.strictObject({
  type: YjsId.nullish(),
  tname: z.string().max(MAX_ROOT_NAME).nullish(),
  item: YjsId.nullish(),
  assoc: z.int().min(-1).max(1).optional(),
});
export type RelativePositionJson = z.infer<typeof RelativePositionJson>;

const Coordinate = z.number().min(-MAX_COORDINATE).max(MAX_COORDINATE);

export const Presence = z.strictObject({
  /** The caret and selection in the document. */
  caret: z.strictObject({ anchor: RelativePositionJson, head: RelativePositionJson }).optional(),
  /** The pointer over the canvas, in scene coordinates. */
  pointer: z
    .strictObject({ x: Coordinate, y: Coordinate, tool: z.enum(["pointer", "laser"]) })
    .optional(),
  selected: z.array(z.string().regex(ELEMENT_ID)).max(MAX_SELECTED_SHOWN).optional(),
  /** A freehand stroke under way; the stroke itself is written when it ends. */
  stroke: z
    .strictObject({
      colour: z.string().max(64),
      width: z.number().min(0).max(1000),
      points: z.array(z.tuple([Coordinate, Coordinate])).max(MAX_STROKE_POINTS),
    })
    .optional(),
});
export type Presence = z.infer<typeof Presence>;
