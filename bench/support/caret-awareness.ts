/**
 * What the generator calls a cursor, said as a caret of ours.
 *
 * Its cursors are objects of its own; on our wire a caret is two positions in the text, as the editor
 * sends them, and anything else is refused. So its two numbers travel as the clocks of the two
 * positions, and are read back from them at the other end.
 */
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import type { RoomConnection } from "@/app/interviews/[interviewId]/room/connection/room-connection";
import type { RelativePositionJson } from "@/lib/room-document/presence";

interface Caret {
  anchor: RelativePositionJson;
  head: RelativePositionJson;
}

/** The generator's: how many moves and when, or two offsets. */
type Cursor = { n: number; at: number } | { anchor: number; head: number };

/** Ten microseconds; finer ones would pass the largest clock after half an hour. */
const PER_MS = 100;

export function caretAwareness(connection: RoomConnection, text: (doc: Y.Doc) => Y.XmlText) {
  const own = (): Awareness => connection.shared.view.awareness;

  const toCaret = (cursor: Cursor): Caret => {
    const typed = text(connection.shared.sync.doc)._item?.id.client ?? 0;
    const at = (clock: number): RelativePositionJson => ({
      item: { client: typed, clock },
      assoc: 0,
    });
    return "n" in cursor
      ? // The first move of a cursor is number -1.
        { anchor: at(cursor.n + 1), head: at(Math.round(cursor.at * PER_MS)) }
      : { anchor: at(cursor.anchor), head: at(cursor.head) };
  };

  return {
    on: (name: "change", listener: (...args: unknown[]) => void) => own().on(name, listener),
    off: (name: "change", listener: (...args: unknown[]) => void) => own().off(name, listener),
    getStates: () => ({ get: (clientId: number) => fromState(own().states.get(clientId)) }),
    setLocalState: (state: { cursor: Cursor } | null) =>
      own().setLocalState(state && { cursor: toCaret(state.cursor) }),
    setLocalStateField: (_field: "cursor", cursor: Cursor) =>
      own().setLocalStateField("cursor", toCaret(cursor)),
  };
}

function fromState(state: Record<string, unknown> | undefined) {
  const caret = state?.cursor as Caret | null | undefined;
  if (!caret?.anchor.item || !caret.head.item) return undefined;
  return { cursor: { n: caret.anchor.item.clock - 1, at: caret.head.item.clock / PER_MS } };
}
