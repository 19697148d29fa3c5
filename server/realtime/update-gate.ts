/**
 * What an incoming Yjs update must satisfy before it is applied to the room.
 *
 * Applying is not rolled back when it throws, keeps what it cannot place as pending, and every
 * browser in the room deletes content its editor does not know. So everything is decided here,
 * from the bytes and what staging holds: who may be its author, that nothing is missing before
 * it, and that each item stands where our own schema allows it.
 *
 * Costs grow with the update, not with the document.
 */
import * as Y from "yjs";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { MAX_UPDATE_BYTES } from "@/lib/protocol/messages";
import {
  ELEMENTS_ROOT,
  type Plane,
  STARTER_CLIENT_ID,
  type Surface,
} from "@/lib/room-document/roots";
import { MAX_ELEMENTS, MAX_NESTING } from "./update-gate-limits";
import {
  type Container,
  containerOf,
  GONE,
  innerContainer,
  mayStand,
  type Place,
  rootContainer,
} from "./update-gate-places";
import {
  type ClientStructs,
  type DeleteRange,
  type GateRefusal,
  type Id,
  type ReadUpdate,
  Refused,
  readUpdate,
  type Struct,
} from "./update-gate-reader";
import { WorkMeter } from "./update-gate-work";

export type { GateRefusal };

export interface GateContext {
  plane: Plane;
  /** Whose a clientID is: the sender's, somebody else's, or nobody's yet. */
  clientOwner(clientId: number): "self" | "other" | "unbound";
}

export interface AcceptedUpdate {
  /** Authors in the update; the unbound among them become the sender's. */
  clients: number[];
  /** What it changes; empty when everything in it was known. */
  surfaces: Surface[];
}

/**
 * Checks an update against the staging document; changes nothing. After a pass, applying it to
 * staging succeeds and leaves nothing pending.
 *
 * @param update Yjs V1 bytes as a client sent them
 */
export function checkUpdate(
  staging: Y.Doc,
  update: Uint8Array,
  context: GateContext,
): Result<AcceptedUpdate, GateRefusal> {
  if (update.byteLength > MAX_UPDATE_BYTES) return refuse("too-large");
  let read: ReadUpdate;
  try {
    read = readUpdate(update);
  } catch (error) {
    return refuse(error instanceof Refused ? error.code : "malformed");
  }
  if (read.clients.length === 0 && read.deletes.length === 0) return refuse("empty");
  const refusal = checkAuthors(staging, read.clients, context);
  if (refusal !== null) return refuse(refusal);
  try {
    return new UpdateCheck(staging, context.plane, read).run();
  } catch (error) {
    if (error instanceof Refused) return refuse(error.code);
    throw error;
  }
}

function checkAuthors(
  staging: Y.Doc,
  clients: readonly ClientStructs[],
  context: GateContext,
): GateRefusal | null {
  for (const { client, start } of clients) {
    // 0 is Yjs's own default in some tools, 1 the system's starter content.
    if (client === 0 || client === STARTER_CLIENT_ID) return "foreign-client";
    const held = Y.getState(staging.store, client);
    const owner = context.clientOwner(client);
    // An id becomes somebody's only if nobody has written under it.
    if (owner === "other" || (owner === "unbound" && held > 0)) return "foreign-client";
    if (start > held) return "gap";
  }
  return null;
}

/** Not decided yet: the item it depends on comes later in this update, from this author. */
interface Later {
  author: number;
}

interface Placed {
  place: Place | typeof GONE;
  /** What the item's own type holds, if it has one. */
  inner: Container | null;
}

class UpdateCheck {
  /** Per author of the update, the clock up to which everything is placed. */
  private readonly reached = new Map<number, number>();
  private readonly blocks = new Map<number, ClientStructs>();
  /** By the struct's index. */
  private readonly placed: Placed[] = [];
  private readonly surfaces = new Set<Surface>();
  private readonly work: WorkMeter;
  private newElements = 0;

  constructor(
    private readonly staging: Y.Doc,
    private readonly plane: Plane,
    private readonly update: ReadUpdate,
  ) {
    this.work = new WorkMeter(staging, { structAt: (id) => this.structAt(id) });
    for (const block of update.clients) {
      this.reached.set(block.client, block.start);
      this.blocks.set(block.client, block);
    }
  }

  run(): Result<AcceptedUpdate, GateRefusal> {
    const refusal = this.placeAll() ?? this.checkDeletes();
    if (refusal !== null) return refuse(refusal);
    return ok({
      clients: this.update.clients.map(({ client }) => client),
      surfaces: [...this.surfaces],
    });
  }

  /**
   * Places all structs in the order in which Yjs takes them: author by author, the highest number
   * first, and where one builds on another author's next struct, that one before it.
   */
  private placeAll(): GateRefusal | null {
    const authors = new Map(
      [...this.update.clients]
        .sort((a, b) => b.client - a.client)
        .map(({ client, structs }) => [client, { client, structs, next: 0 }]),
    );
    for (const author of authors.values()) {
      const waiting = [author];
      for (let current = waiting.at(-1); current !== undefined; current = waiting.at(-1)) {
        const struct = current.structs[current.next];
        if (struct === undefined) {
          waiting.pop();
          continue;
        }
        const outcome = this.placeNext(struct);
        if (typeof outcome === "string") return outcome;
        if (outcome === null) {
          current.next++;
          if (waiting.length > 1) waiting.pop();
          continue;
        }
        const needed = authors.get(outcome.author);
        // Two authors that each wait for the other could never be applied either.
        if (needed === undefined || waiting.includes(needed)) return "gap";
        waiting.push(needed);
      }
    }
    return null;
  }

  private placeNext(struct: Struct): GateRefusal | Later | null {
    const place = struct.content.is === "gc" ? GONE : this.findPlace(struct);
    if (typeof place === "string" || (typeof place === "object" && "author" in place)) return place;
    const refusal = this.admit(struct, place);
    if (refusal !== null) return refusal;
    const end = struct.clock + struct.length;
    this.reached.set(struct.client, Math.max(end, this.known(struct.client)));
    return null;
  }

  private admit(struct: Struct, place: Place | typeof GONE): GateRefusal | null {
    const { content } = struct;
    const held = Y.getState(this.staging.store, struct.client);
    const isNew = struct.clock >= held && place !== GONE;
    if (!isNew && this.splitsCharacter(struct)) return "malformed";
    if (struct.clock + struct.length <= held) {
      this.placed[struct.index] = { place, inner: null };
      this.work.place(struct, false);
      return null;
    }
    if (place === GONE || content.is === "gc") {
      this.placed[struct.index] = { place: GONE, inner: null };
      this.work.place(struct, false);
      return null;
    }
    if (struct.clock < held && !this.continues(struct, place, held)) return "malformed";
    if (!mayStand(place, content)) return "schema";
    let inner: Container | null = null;
    if (content.is === "map" || content.is === "xml-element" || content.is === "xml-text") {
      inner = innerContainer(place.container, content);
      if (inner === null) return "schema";
      if (inner.depth > MAX_NESTING) return "too-large";
      if (content.is === "map" && this.countElement(place.key) > MAX_ELEMENTS) return "too-large";
    }
    this.work.place(struct, true);
    this.placed[struct.index] = { place, inner };
    this.surfaces.add(place.container.surface);
    return null;
  }

  private countElement(key: string | null): number {
    const elements = this.staging.share.get(ELEMENTS_ROOT)?._map;
    if (key === null || elements?.has(key) !== true) this.newElements++;
    return (elements?.size ?? 0) + this.newElements;
  }

  /** How far an author's edits go before this struct's turn: held, or placed from this update. */
  private known(client: number): number {
    return Math.max(Y.getState(this.staging.store, client), this.reached.get(client) ?? 0);
  }

  /** A struct may refer to what is held, to what was placed before it, and to nothing else. */
  private whenKnown(struct: Struct, id: Id): GateRefusal | Later | null {
    // Of its own author only what comes before: Yjs does not look there, and would throw.
    if (id.client === struct.client) return id.clock < struct.clock ? null : "malformed";
    if (id.clock < this.known(id.client)) return null;
    const block = this.blocks.get(id.client);
    return block !== undefined && id.clock < block.end ? { author: id.client } : "gap";
  }

  private findPlace(struct: Struct): Place | typeof GONE | Later | GateRefusal {
    const { origin, rightOrigin, parent, key } = struct;
    for (const id of [origin, rightOrigin, typeof parent === "string" ? null : parent]) {
      const missing = id === null ? null : this.whenKnown(struct, id);
      if (missing !== null) return missing;
    }
    if (parent !== null) return this.parentPlace(parent, key);
    const left = origin === null ? null : this.placeOf(origin);
    const right = rightOrigin === null ? null : this.placeOf(rightOrigin);
    if (left === "schema" || right === "schema") return "schema";
    if (left === GONE || right === GONE) return GONE;
    // Both neighbours stand in one list; otherwise the item would tie two lists together.
    if (left !== null && right !== null && !isSamePlace(left, right)) return "malformed";
    return left ?? right ?? "malformed";
  }

  private parentPlace(parent: string | Id, key: string | null): Place | typeof GONE | GateRefusal {
    const container =
      typeof parent === "string" ? rootContainer(this.plane, parent) : this.typeAt(parent);
    if (container === GONE) return GONE;
    return container === null ? "schema" : { container, key };
  }

  /** The item of an id that staging holds. */
  private held(id: Id): Y.Item | Y.GC | null {
    if (id.clock >= Y.getState(this.staging.store, id.client)) return null;
    return Y.getItem(this.staging.store, Y.createID(id.client, id.clock)) as Y.Item | Y.GC;
  }

  /** Where the item of an id stands. */
  private placeOf(id: Id): Place | typeof GONE | "schema" {
    const item = this.held(id);
    if (item === null) return this.placedAt(id)?.place ?? "schema";
    if (!(item instanceof Y.Item)) return GONE;
    const type = item.parent as Y.AbstractType<unknown>;
    const container = containerOf(this.staging, this.plane, type);
    return container === null ? "schema" : { container, key: item.parentSub };
  }

  /** What the type held by the item of an id is; null when the item holds none. */
  private typeAt(id: Id): Container | typeof GONE | null {
    const item = this.held(id);
    if (item === null) {
      const placed = this.placedAt(id);
      if (placed?.place === GONE || this.structAt(id)?.content.is === "deleted") return GONE;
      return placed?.inner ?? null;
    }
    if (!(item instanceof Y.Item) || item.content instanceof Y.ContentDeleted) return GONE;
    if (!(item.content instanceof Y.ContentType)) return null;
    return containerOf(this.staging, this.plane, item.content.type);
  }

  private placedAt(id: Id): Placed | undefined {
    const struct = this.structAt(id);
    return struct === undefined ? undefined : this.placed[struct.index];
  }

  private structAt({ client, clock }: Id): Struct | undefined {
    const structs = this.blocks.get(client)?.structs ?? [];
    let [low, high] = [0, structs.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const struct = structs[middle];
      if (struct === undefined || struct.clock > clock) high = middle - 1;
      else if (struct.clock + struct.length <= clock) low = middle + 1;
      else return struct;
    }
    return undefined;
  }

  /**
   * Of a struct whose beginning staging holds, Yjs appends the rest to that beginning, but takes
   * the parent from the struct: they must be the same.
   */
  private continues(struct: Struct, place: Place, held: number): boolean {
    const before = this.placeOf({ client: struct.client, clock: held - 1 });
    return typeof before === "object" && isSamePlace(before, place);
  }

  /**
   * Yjs cuts held text at the neighbours of every struct, also of one it then drops, as known or as
   * without a place, and passes on without them. A cut through a pair of surrogates would change
   * our copy and nobody else's.
   */
  private splitsCharacter({ origin, rightOrigin }: Struct): boolean {
    return (
      (origin !== null && this.isInsidePair(origin.client, origin.clock + 1)) ||
      (rightOrigin !== null && this.isInsidePair(rightOrigin.client, rightOrigin.clock))
    );
  }

  private isInsidePair(client: number, clock: number): boolean {
    const item = this.held({ client, clock });
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) return false;
    const before = item.content.str.charCodeAt(clock - item.id.clock - 1);
    return before >= 0xd800 && before <= 0xdbff;
  }

  private checkDeletes(): GateRefusal | null {
    for (const range of this.update.deletes) {
      if (range.end > this.known(range.client)) return "gap";
      this.work.delete(range);
      this.noteDeleted(range);
    }
    return null;
  }

  /** Which surfaces a range takes something from. What this update brings is counted already. */
  private noteDeleted({ client, clock, end }: DeleteRange): void {
    const all = this.plane === "shared" ? 2 : 1;
    const structs = this.staging.store.clients.get(client);
    if (structs === undefined || clock >= Y.getState(this.staging.store, client)) return;
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
      const item = structs[i];
      if (item === undefined || item.id.clock >= end || this.surfaces.size === all) return;
      if (!(item instanceof Y.Item) || item.deleted) continue;
      const type = item.parent as Y.AbstractType<unknown>;
      const container = containerOf(this.staging, this.plane, type);
      if (container !== null) this.surfaces.add(container.surface);
    }
  }
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.container === b.container && a.key === b.key;
}
