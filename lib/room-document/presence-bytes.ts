/**
 * Presence as bytes: a caret takes some 15 where its JSON takes 150. Coordinates are rounded to a
 * sixteenth of a pixel, far below what anybody sees.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import {
  MAX_SELECTED_SHOWN,
  MAX_STROKE_POINTS,
  type Presence,
  type RelativePositionJson,
} from "./presence";

const NOBODY = 0;
const HERE = 1;
const CARET = 2;
const POINTER = 4;
const SELECTED = 8;
const STROKE = 16;
/** The caret is one point: what it ends with is not written again. */
const IS_COLLAPSED = 32;
const IS_LASER = 64;

const TYPE = 1;
const NAME = 2;
const ITEM = 4;
const ASSOC = 8;

const STEPS_PER_PIXEL = 16;

type YjsId = NonNullable<RelativePositionJson["item"]>;
type Stroke = NonNullable<Presence["stroke"]>;

export function writePresence(encoder: encoding.Encoder, state: Presence | null): void {
  if (state === null) {
    encoding.writeUint8(encoder, NOBODY);
    return;
  }
  const { caret, pointer, selected, stroke } = state;
  const isCollapsed = caret !== undefined && isSame(caret.anchor, caret.head);
  let flags = HERE;
  if (caret) flags |= CARET;
  if (isCollapsed) flags |= IS_COLLAPSED;
  if (pointer) flags |= POINTER;
  if (pointer?.tool === "laser") flags |= IS_LASER;
  if (selected) flags |= SELECTED;
  if (stroke) flags |= STROKE;
  encoding.writeUint8(encoder, flags);
  if (caret) writePosition(encoder, caret.anchor);
  if (caret && !isCollapsed) writePosition(encoder, caret.head);
  if (pointer) {
    encoding.writeVarInt(encoder, steps(pointer.x));
    encoding.writeVarInt(encoder, steps(pointer.y));
  }
  if (selected) {
    encoding.writeVarUint(encoder, selected.length);
    for (const id of selected) encoding.writeVarString(encoder, id);
  }
  if (stroke) writeStroke(encoder, stroke);
}

/** @throws where the bytes make no sense; what they say is checked by the schema */
export function readPresence(decoder: decoding.Decoder): Presence | null {
  const flags = decoding.readUint8(decoder);
  if (flags === NOBODY) return null;
  const state: Presence = {};
  if (flags & CARET) {
    const anchor = readPosition(decoder);
    state.caret = { anchor, head: flags & IS_COLLAPSED ? anchor : readPosition(decoder) };
  }
  if (flags & POINTER) {
    const [x, y] = [readSteps(decoder), readSteps(decoder)];
    state.pointer = { x, y, tool: flags & IS_LASER ? "laser" : "pointer" };
  }
  if (flags & SELECTED) {
    const count = readCount(decoder, MAX_SELECTED_SHOWN);
    state.selected = Array.from({ length: count }, () => decoding.readVarString(decoder));
  }
  if (flags & STROKE) state.stroke = readStroke(decoder);
  return state;
}

function isSame(a: RelativePositionJson, b: RelativePositionJson): boolean {
  return (
    isSameId(a.type, b.type) &&
    isSameId(a.item, b.item) &&
    (a.tname ?? null) === (b.tname ?? null) &&
    a.assoc === b.assoc
  );
}

function isSameId(a: YjsId | null | undefined, b: YjsId | null | undefined): boolean {
  return a?.client === b?.client && a?.clock === b?.clock;
}

function writePosition(encoder: encoding.Encoder, position: RelativePositionJson): void {
  const { type, tname, item, assoc } = position;
  const hasName = typeof tname === "string";
  const has = (type ? TYPE : 0) | (hasName ? NAME : 0) | (item ? ITEM : 0);
  encoding.writeUint8(encoder, has | (assoc === undefined ? 0 : ASSOC));
  if (type) writeId(encoder, type);
  if (hasName) encoding.writeVarString(encoder, tname);
  if (item) writeId(encoder, item);
  if (assoc !== undefined) encoding.writeVarInt(encoder, assoc);
}

function readPosition(decoder: decoding.Decoder): RelativePositionJson {
  const has = decoding.readUint8(decoder);
  return {
    ...(has & TYPE && { type: readId(decoder) }),
    ...(has & NAME && { tname: decoding.readVarString(decoder) }),
    ...(has & ITEM && { item: readId(decoder) }),
    ...(has & ASSOC && { assoc: decoding.readVarInt(decoder) }),
  };
}

function writeId(encoder: encoding.Encoder, { client, clock }: YjsId): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}

function readId(decoder: decoding.Decoder): YjsId {
  return { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) };
}

/** Points follow each other closely: each is the way from the one before. */
function writeStroke(encoder: encoding.Encoder, { colour, width, points }: Stroke): void {
  encoding.writeVarString(encoder, colour);
  encoding.writeFloat64(encoder, width);
  encoding.writeVarUint(encoder, points.length);
  let [lastX, lastY] = [0, 0];
  for (const [x, y] of points) {
    const [nextX, nextY] = [steps(x), steps(y)];
    encoding.writeVarInt(encoder, nextX - lastX);
    encoding.writeVarInt(encoder, nextY - lastY);
    [lastX, lastY] = [nextX, nextY];
  }
}

function readStroke(decoder: decoding.Decoder): Stroke {
  const colour = decoding.readVarString(decoder);
  const width = decoding.readFloat64(decoder);
  const count = readCount(decoder, MAX_STROKE_POINTS);
  const points: Stroke["points"] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < count; i++) {
    x += readSteps(decoder);
    y += readSteps(decoder);
    points.push([x, y]);
  }
  return { colour, width, points };
}

function steps(pixels: number): number {
  return Math.round(pixels * STEPS_PER_PIXEL);
}

function readSteps(decoder: decoding.Decoder): number {
  return decoding.readVarInt(decoder) / STEPS_PER_PIXEL;
}

function readCount(decoder: decoding.Decoder, max: number): number {
  const count = decoding.readVarUint(decoder);
  if (count > max) throw new Error("Longer than anybody sends it");
  return count;
}
