/**
 * Where the others are: the server's presence messages as the awareness that editor and
 * canvas know.
 *
 * Outgoing: only one's own positions, at most 20 times a second, nothing while alone.
 * Incoming: positions from the message, name and colour from the server's roster; a clientID
 * that is not in the roster is nobody.
 */
import { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { cursorColour } from "@/app/_components/cursor-colour";
import type { ClientId } from "@/lib/domain/ids";
import type { Roster, RosterEntry } from "@/lib/protocol/messages";
import { Presence } from "@/lib/room-document/presence";

/** 20 a second looks continuous; more only fills the line. */
export const SEND_EVERY_MS = 50;

/**
 * A message is dropped wherever a line is busy. Where somebody has come to rest is said once more
 * when typing and drawing have paused, or their caret would stay where it was on others' screens.
 */
export const REPEAT_AFTER_MS = 500;

/** Smaller than the clock of any message. */
const BEFORE_ANY = -1;

/** What editor and canvas find under `user` in somebody else's state. */
export interface PresenceUser {
  participant: number;
  name: string;
  /** A CSS colour, for carets. */
  color: string;
  /** Index of the cursor colour, for those that paint. */
  colour: number;
}

export interface PresenceMessage {
  clientId: ClientId;
  clock: number;
  state: unknown;
}

/** The editor's caret extension calls it `cursor`; the rest has the same names on the wire. */
function toWire(local: Record<string, unknown> | null): Presence | null {
  if (local === null) return null;
  const { cursor, pointer, selected, stroke } = local;
  const parts = { caret: cursor ?? undefined, pointer, selected, stroke };
  // Through JSON: Yjs positions are class instances there and plain values here.
  const parsed = Presence.safeParse(JSON.parse(JSON.stringify(parts)));
  return parsed.success ? parsed.data : {};
}

function toAwareness({ caret, ...rest }: Presence, user: PresenceUser): Record<string, unknown> {
  return { ...rest, cursor: caret ?? null, user };
}

export class PlanePresence {
  readonly awareness: Awareness;
  #doc: Y.Doc;
  #send: (message: PresenceMessage) => void;
  #people = new Map<number, RosterEntry>();
  #others = new Map<number, { clock: number; state: Presence }>();
  #isOpen = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #repeatTimer: ReturnType<typeof setTimeout> | undefined;
  #hasUnsent = false;

  constructor(doc: Y.Doc, send: (message: PresenceMessage) => void) {
    this.#doc = doc;
    this.#send = send;
    this.awareness = new Awareness(doc);
    this.awareness.on("update", this.#updated);
  }

  open(): void {
    this.#isOpen = true;
    this.#followClientId();
    this.#queue();
  }

  /** The line is gone: nobody can be said to be anywhere. */
  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    clearTimeout(this.#repeatTimer);
    for (const clientId of [...this.#others.keys()]) this.#forget(clientId);
  }

  destroy(): void {
    this.close();
    this.awareness.off("update", this.#updated);
    this.awareness.destroy();
  }

  setRoster(roster: Roster): void {
    const before = this.#people;
    this.#people = new Map(
      roster
        .filter((person) => person.isHere)
        .flatMap((person) => person.clientIds.map((clientId) => [clientId, person] as const)),
    );
    // Who is here but has said nothing yet is somewhere all the same: one is not alone.
    for (const clientId of this.#people.keys())
      if (clientId !== this.#doc.clientID && !this.#others.has(clientId))
        this.#others.set(clientId, { clock: BEFORE_ANY, state: {} });
    for (const clientId of [...this.#others.keys()])
      if (this.#people.has(clientId)) this.#show(clientId);
      else this.#forget(clientId);
    // Somebody new does not know where we are.
    if ([...this.#people.keys()].some((clientId) => !before.has(clientId))) this.#queue();
  }

  receive({ clientId, clock, state }: PresenceMessage): void {
    if (clientId === this.#doc.clientID) return;
    const known = this.#others.get(clientId);
    if (known && known.clock > clock) return;
    const parsed = Presence.nullable().safeParse(state);
    if (!parsed.success) return;
    if (parsed.data === null) {
      this.#forget(clientId);
    } else {
      this.#others.set(clientId, { clock, state: parsed.data });
      this.#show(clientId);
    }
  }

  /** Yjs may give the document another clientID. */
  followClientId(): void {
    if (this.awareness.clientID !== this.#doc.clientID) this.#followClientId();
  }

  #followClientId(): void {
    const local = this.awareness.getLocalState();
    this.awareness.states.delete(this.awareness.clientID);
    this.awareness.clientID = this.#doc.clientID;
    this.awareness.setLocalState(local);
  }

  #updated = (_changes: unknown, origin: unknown): void => {
    if (origin === "local") this.#queue();
  };

  #queue(): void {
    this.#hasUnsent = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, 0);
  }

  #flush(): void {
    if (!this.#hasUnsent || !this.#isOpen || this.#isAlone()) return;
    this.#hasUnsent = false;
    this.#say();
    clearTimeout(this.#repeatTimer);
    this.#repeatTimer = setTimeout(() => this.#repeat(), REPEAT_AFTER_MS);
    // The next one waits its turn, and the last of a movement is always sent.
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, SEND_EVERY_MS);
  }

  #say(): void {
    const { awareness } = this;
    const clock = awareness.meta.get(awareness.clientID)?.clock ?? 0;
    const state = toWire(awareness.getLocalState());
    this.#send({ clientId: awareness.clientID as ClientId, clock, state });
  }

  #repeat(): void {
    if (!this.#isOpen || this.#isAlone()) return;
    const { awareness } = this;
    const clock = awareness.meta.get(awareness.clientID)?.clock ?? 0;
    // Who has heard it already takes it for news; who has heard a later one does not.
    awareness.meta.set(awareness.clientID, { clock: clock + 1, lastUpdated: Date.now() });
    this.#say();
  }

  #isAlone(): boolean {
    return [...this.#people.keys()].every((clientId) => clientId === this.#doc.clientID);
  }

  #show(clientId: number): void {
    const person = this.#people.get(clientId);
    const other = this.#others.get(clientId);
    if (!person || !other) return;
    const { participant, name, colour } = person;
    const user = { participant, name, colour, color: cursorColour(colour) };
    const isNew = !this.awareness.states.has(clientId);
    this.awareness.states.set(clientId, toAwareness(other.state, user));
    this.awareness.meta.set(clientId, { clock: other.clock, lastUpdated: Date.now() });
    this.#tell({ [isNew ? "added" : "updated"]: [clientId] });
  }

  #forget(clientId: number): void {
    this.#others.delete(clientId);
    if (!this.awareness.states.delete(clientId)) return;
    this.awareness.meta.delete(clientId);
    this.#tell({ removed: [clientId] });
  }

  #tell(changes: { added?: number[]; updated?: number[]; removed?: number[] }): void {
    const whole = { added: [], updated: [], removed: [], ...changes };
    this.awareness.emit("change", [whole, "remote"]);
    this.awareness.emit("update", [whole, "remote"]);
  }
}
