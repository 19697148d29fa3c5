/**
 * What one row of an interview's log holds, as bytes.
 *
 * A row is one author's part of one commit: a sequence of items, each of which says
 * its own length, so that the writer can join items of several tabs by concatenation.
 *
 * Shape of an item: kind (varUint), then
 * - edit (1): sender, firstSeq, lastSeq, surfaces (bits: 1 document, 2 canvas, 4 notes), update (varUint8Array, Yjs V1)
 * - event (2): JSON of a `LogEvent` (varString)
 *
 * Kind 3 is a pack of whole rows (server/db/log-pack.ts); whoever reads a log has them unpacked.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { z } from "zod";
import { InterviewState } from "../domain/interview";
import { ParticipantRole } from "../domain/roles";

export const SURFACE_DOCUMENT = 1;
export const SURFACE_CANVAS = 2;
export const SURFACE_NOTES = 4;

export const LogEvent = z.discriminatedUnion("type", [
  /** The interview moved to this state by this command. */
  z.object({ type: z.literal("state"), command: z.string(), state: InterviewState }),
  z.object({ type: z.literal("joined"), participant: z.int(), role: ParticipantRole }),
  /** Not written when the server stops: then everybody is `joined` once more without having left. */
  z.object({ type: z.literal("left"), participant: z.int() }),
]);
export type LogEvent = z.infer<typeof LogEvent>;

export interface LogEdit {
  type: "edit";
  sender: number;
  firstSeq: number;
  lastSeq: number;
  surfaces: number;
  /** Yjs update, format V1: what the room's document emitted. */
  update: Uint8Array;
}

export type LogItem = LogEdit | LogEvent;

const EDIT = 1;
const EVENT = 2;

export function encodeLogItem(item: LogItem): Uint8Array {
  const encoder = encoding.createEncoder();
  if (item.type === "edit") {
    encoding.writeVarUint(encoder, EDIT);
    encoding.writeVarUint(encoder, item.sender);
    encoding.writeVarUint(encoder, item.firstSeq);
    encoding.writeVarUint(encoder, item.lastSeq);
    encoding.writeVarUint(encoder, item.surfaces);
    encoding.writeVarUint8Array(encoder, item.update);
  } else {
    encoding.writeVarUint(encoder, EVENT);
    encoding.writeVarString(encoder, JSON.stringify(item));
  }
  return encoding.toUint8Array(encoder);
}

/** @throws when the bytes are not whole items: a log row is never half a truth */
export function decodeLogItems(data: Uint8Array): LogItem[] {
  const decoder = decoding.createDecoder(data);
  const items: LogItem[] = [];
  while (decoding.hasContent(decoder)) {
    const kind = decoding.readVarUint(decoder);
    if (kind === EDIT) {
      items.push({
        type: "edit",
        sender: decoding.readVarUint(decoder),
        firstSeq: decoding.readVarUint(decoder),
        lastSeq: decoding.readVarUint(decoder),
        surfaces: decoding.readVarUint(decoder),
        update: decoding.readVarUint8Array(decoder),
      });
    } else if (kind === EVENT) {
      items.push(LogEvent.parse(JSON.parse(decoding.readVarString(decoder))));
    } else {
      throw new Error(`Unknown kind of log item: ${kind}`);
    }
  }
  return items;
}
