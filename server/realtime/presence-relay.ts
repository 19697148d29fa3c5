/**
 * Who is where on one plane, passed on and never stored. A connection speaks only for
 * the clientID it has bound; who that is, others learn from the roster.
 */
import type { RefusalCode } from "@/lib/protocol/refusals";
import { Presence } from "@/lib/room-document/presence";
import type { Connection } from "./connection";

/** A change every 20 ms for ten years; a clock past this is not counting changes. */
const MAX_PRESENCE_CLOCK = 2 ** 34;

interface Entry {
  connectionId: string;
  clock: number;
  state: Presence | null;
}

export interface PresenceFrame {
  clientId: number;
  clock: number;
  state: unknown;
}

export class PresenceRelay {
  readonly #entries = new Map<number, Entry>();

  /** @returns why it is refused, or null; `isNews` says whether others should hear of it */
  update(
    connection: Connection,
    frame: PresenceFrame,
  ): { refusal: RefusalCode | null; isNews: boolean } {
    const { clientId, clock } = frame;
    if (clientId !== connection.clientId) return { refusal: "foreign-client", isNews: false };
    if (clock > MAX_PRESENCE_CLOCK) return { refusal: "malformed", isNews: false };
    const state = Presence.nullable().safeParse(frame.state);
    if (!state.success) return { refusal: "schema", isNews: false };
    const known = this.#entries.get(clientId);
    // A late frame. The first clock seen is the baseline: a restart forgets them all.
    if (known && clock <= known.clock) return { refusal: null, isNews: false };
    this.#entries.set(clientId, { connectionId: connection.id, clock, state: state.data });
    return { refusal: null, isNews: true };
  }

  /**
   * Forgets what a connection said. The frame that tells others repeats the last clock
   * with null: a newer clock would hide the same tab when it comes back.
   */
  remove(connection: Connection): PresenceFrame | null {
    const { clientId } = connection;
    const known = this.#entries.get(clientId);
    // The same tab may have come back on another connection already.
    if (!known || known.connectionId !== connection.id) return null;
    this.#entries.delete(clientId);
    return known.state === null ? null : { clientId, clock: known.clock, state: null };
  }

  /** What a late-comer has missed. */
  current(): PresenceFrame[] {
    return [...this.#entries].flatMap(([clientId, { clock, state }]) =>
      state === null ? [] : [{ clientId, clock, state }],
    );
  }
}
