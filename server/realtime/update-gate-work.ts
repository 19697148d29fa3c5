/**
 * How much work an update will be for Yjs, found before it is applied.
 *
 * Yjs puts an item between its neighbours by walking over all that stands between them, and keeps
 * each author's items in one flat array that it cuts and joins. Both cost next to nothing for what
 * an editor writes; made up on purpose, a third of a megabyte holds the process for half a minute.
 * So the same walk is made here first, over a copy of the few runs it touches, and given up when
 * it grows too long.
 */
import * as Y from "yjs";
import { ARRAY_ITEMS_PER_STEP, MAX_WORK_PER_UPDATE } from "./update-gate-limits";
import { type DeleteRange, type Id, Refused, type Struct } from "./update-gate-reader";

type AnyType = Y.AbstractType<unknown>;

/** The children of a type, or all that has ever stood under one of its keys. */
interface List {
  first: Piece | null;
  readonly isKeyed: boolean;
}

/** The lists of one type, by key; null for its children. */
type Lists = Map<string | null, List>;

/** A run in a list, cut as far as it is cut by now. */
class Piece {
  constructor(
    readonly client: number,
    readonly clock: number,
    public length: number,
    readonly origin: Id | null,
    readonly rightOrigin: Id | null,
    /** The item of staging it is, or one that it stands beside. */
    readonly home: Y.Item | null,
    /** Null until it is needed; then `home` knows it. */
    readonly list: List | null,
    /** Undefined where staging has not been asked yet. */
    public right: Piece | null | undefined,
  ) {}
}

/** What the check of an update knows about the update's own structs. */
export interface OwnStructs {
  structAt(id: Id): Struct | undefined;
}

/** Marking, freeing and leaving out of the array what is deleted. */
const STEPS_TO_DELETE = 2;
/** Cutting a run in two, or joining two, beside moving what comes behind. */
const STEPS_TO_CUT = 10;

const isSame = (a: Id | null, b: Id | null): boolean =>
  a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);

function firstPiece(run: Piece | Piece[]): Piece | null {
  return Array.isArray(run) ? (run[0] ?? null) : run;
}

/** Where the last piece is that begins at a clock or before it. */
function indexIn(run: readonly Piece[], clock: number): number {
  let [low, high] = [0, run.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((run[middle]?.clock ?? 0) <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}

export class WorkMeter {
  private spent = 0;
  /** The pieces of an item in their order, or the one that it is; of a struct by its index. */
  private readonly held = new Map<Y.Item, Piece | Piece[]>();
  private readonly fresh: (Piece | Piece[])[] = [];
  private readonly heldLists = new Map<AnyType, Lists>();
  private readonly freshLists: Lists[] = [];
  /** By how much the array of an author has grown so far. */
  private readonly grown = new Map<number, number>();
  private readonly removed = new Set<AnyType>();

  constructor(
    private readonly staging: Y.Doc,
    private readonly own: OwnStructs,
  ) {}

  /**
   * Counts one struct; they come in the order in which Yjs takes them.
   *
   * @param isKept false for what is known already or has no place: it only cuts its neighbours
   * @throws Refused
   */
  place(struct: Struct, isKept: boolean): void {
    // The right one first: cut afterwards, it could be a part of the left one.
    const right = struct.rightOrigin && this.startingAt(struct.rightOrigin);
    const left = struct.origin && this.endingAt(struct.origin);
    this.grow(struct.client);
    if (!isKept) return;
    const { client, clock, origin } = struct;
    const state = Y.getState(this.staging.store, client);
    if (clock >= state) {
      this.insert(struct, clock, origin, left, right);
      return;
    }
    // Its beginning is known; Yjs puts the rest behind that.
    const known = { client, clock: state - 1 };
    this.insert(struct, state, known, this.endingAt(known), right);
  }

  /** Counts a range of deletes. @throws Refused */
  delete({ client, clock, end }: DeleteRange): void {
    const isMoving = (at: number) => this.isInsideRun(client, at) || this.isJoined(client, at);
    for (const at of [clock, end])
      if (isMoving(at)) this.spend(STEPS_TO_CUT + this.behind(client, at));
    const held = this.staging.store.clients.get(client);
    if (held === undefined || clock >= Y.getState(this.staging.store, client)) return;
    for (let i = Y.findIndexSS(held, clock); i < held.length; i++) {
      const item = held[i];
      if (item === undefined || item.id.clock >= end) return;
      if (item instanceof Y.Item && !item.deleted) this.remove(item);
    }
  }

  /** What is in a type goes with it, listed or not. */
  private remove(item: Y.Item): void {
    this.spend(STEPS_TO_DELETE);
    if (!(item.content instanceof Y.ContentType)) return;
    const { type } = item.content;
    if (this.removed.has(type)) return;
    this.removed.add(type);
    for (let inner = type._start; inner !== null; inner = inner.right)
      if (!inner.deleted) this.remove(inner);
    for (const inner of type._map.values()) if (!inner.deleted) this.remove(inner);
  }

  private spend(steps: number): void {
    this.spent += steps;
    if (this.spent > MAX_WORK_PER_UPDATE) throw new Refused("too-large");
  }

  private insert(
    struct: Struct,
    clock: number,
    origin: Id | null,
    left: Piece | null,
    right: Piece | null,
  ): void {
    const { client, rightOrigin } = struct;
    const length = struct.clock + struct.length - clock;
    const list = left === null ? this.listOf(right, struct) : left.list;
    const home = (left ?? right)?.home ?? null;
    const piece = new Piece(client, clock, length, origin, rightOrigin, home, list, null);
    this.fresh[struct.index] = piece;
    const before = this.walk(piece, left, right);
    if (before !== null) {
      piece.right = this.rightOf(before);
      before.right = piece;
    } else if (list !== null) {
      piece.right = list.first;
      list.first = piece;
    }
  }

  /** Yjs's own way to the left neighbour (`Item.integrate`), counted. */
  private walk(piece: Piece, left: Piece | null, right: Piece | null): Piece | null {
    const { list } = piece;
    let other = left === null ? (list?.first ?? null) : this.rightOf(left);
    // A value that names no value before it: Yjs goes through all that the key has had.
    if (left === null && list?.isKeyed === true)
      for (let each = other; each !== null; each = this.rightOf(each)) this.spend(1);
    if (other === right) return left;
    if (left !== null && right !== null && !isSame(left.rightOrigin, piece.rightOrigin))
      this.expectAhead(other, right);
    let found = left;
    const seen = new Set<Piece | null>();
    const conflicting = new Set<Piece | null>();
    for (; other !== null && other !== right; other = this.rightOf(other)) {
      this.spend(1);
      seen.add(other);
      conflicting.add(other);
      if (isSame(piece.origin, other.origin)) {
        if (other.client < piece.client) {
          found = other;
          conflicting.clear();
        } else if (isSame(piece.rightOrigin, other.rightOrigin)) break;
      } else {
        const origin = other.origin && this.at(other.origin);
        if (!origin || !seen.has(origin)) break;
        if (!conflicting.has(origin)) {
          found = other;
          conflicting.clear();
        }
      }
    }
    return found;
  }

  /** A right neighbour on the left would put the item elsewhere each time the log is read anew. */
  private expectAhead(from: Piece | null, right: Piece): void {
    for (let each = from; each !== right; each = this.rightOf(each)) {
      if (each === null) throw new Refused("malformed");
      this.spend(1);
    }
  }

  private rightOf(piece: Piece): Piece | null {
    if (piece.right === undefined) {
      const next = piece.home?.right ?? null;
      piece.right = next && firstPiece(this.piecesOf(next));
    }
    return piece.right;
  }

  private piecesOf(item: Y.Item): Piece | Piece[] {
    const known = this.held.get(item);
    if (known !== undefined) return known;
    const { id, length, origin, rightOrigin } = item;
    const { client, clock } = id;
    const whole = new Piece(client, clock, length, origin, rightOrigin, item, null, undefined);
    this.held.set(item, whole);
    return whole;
  }

  /** The item of staging or the struct an id belongs to; null for what has no place in any list. */
  private ownerOf({ client, clock }: Id): Y.Item | Struct | null {
    const { store } = this.staging;
    if (clock >= Y.getState(store, client)) return this.own.structAt({ client, clock }) ?? null;
    const item = Y.getItem(store, Y.createID(client, clock)) as Y.Item | Y.GC;
    return item instanceof Y.Item ? item : null;
  }

  private runOf(owner: Y.Item | Struct): Piece | Piece[] | null {
    return owner instanceof Y.Item ? this.piecesOf(owner) : (this.fresh[owner.index] ?? null);
  }

  /** The piece an id is in. */
  private at(id: Id): Piece | null {
    const owner = this.ownerOf(id);
    const run = owner && this.runOf(owner);
    return Array.isArray(run) ? (run[indexIn(run, id.clock)] ?? null) : run;
  }

  private endingAt(id: Id): Piece | null {
    const piece = this.at(id);
    if (piece !== null && id.clock + 1 < piece.clock + piece.length) this.cut(piece, id.clock + 1);
    return piece;
  }

  private startingAt(id: Id): Piece | null {
    const piece = this.at(id);
    return piece === null || id.clock === piece.clock ? piece : this.cut(piece, id.clock);
  }

  /** @returns what comes after the cut */
  private cut(piece: Piece, clock: number): Piece {
    const { client, rightOrigin, home, list, right } = piece;
    this.spend(STEPS_TO_CUT + this.behind(client, clock));
    this.grow(client);
    const length = piece.clock + piece.length - clock;
    const origin = { client, clock: clock - 1 };
    const rest = new Piece(client, clock, length, origin, rightOrigin, home, list, right);
    const owner = this.ownerOf(piece);
    const run = owner && this.runOf(owner);
    if (Array.isArray(run)) run.splice(indexIn(run, clock) + 1, 0, rest);
    else if (owner instanceof Y.Item) this.held.set(owner, [piece, rest]);
    else if (owner !== null) this.fresh[owner.index] = [piece, rest];
    piece.length -= length;
    piece.right = rest;
    return rest;
  }

  private grow(client: number): void {
    this.grown.set(client, (this.grown.get(client) ?? 0) + 1);
  }

  /** Steps it takes to move what an author's array has behind a place. */
  private behind(client: number, clock: number): number {
    const { store } = this.staging;
    const held = store.clients.get(client) ?? [];
    const after = clock < Y.getState(store, client) ? held.length - Y.findIndexSS(held, clock) : 0;
    return (after + (this.grown.get(client) ?? 0)) / ARRAY_ITEMS_PER_STEP;
  }

  private isInsideRun(client: number, clock: number): boolean {
    const { store } = this.staging;
    if (clock >= Y.getState(store, client)) {
      const struct = this.own.structAt({ client, clock });
      return struct !== undefined && struct.clock < clock;
    }
    const item = Y.getItem(store, Y.createID(client, clock)) as Y.Item | Y.GC;
    return item instanceof Y.Item && !item.deleted && item.id.clock < clock;
  }

  /** Whether what is deleted on one side of a clock becomes one with what is gone on the other. */
  private isJoined(client: number, clock: number): boolean {
    if (clock === 0) return false;
    const before = this.ownerOf({ client, clock: clock - 1 });
    const after = this.ownerOf({ client, clock });
    if (before === after) return false;
    if (!(before instanceof Y.Item) || !(after instanceof Y.Item)) return true;
    return before.right === after && (before.deleted || after.deleted);
  }

  /** The list of an item without a left neighbour. */
  private listOf(right: Piece | null, { parent, key }: Struct): List | null {
    if (right?.list) return right.list;
    if (right?.home) return this.list(right.home.parent as AnyType, right.home.parentSub);
    if (typeof parent === "string") {
      const root = this.staging.share.get(parent);
      return root === undefined ? null : this.list(root as AnyType, key);
    }
    if (parent === null) return null;
    if (parent.clock >= Y.getState(this.staging.store, parent.client)) {
      const owner = this.own.structAt(parent);
      return owner === undefined ? null : this.list(owner, key);
    }
    const item = Y.getItem(this.staging.store, Y.createID(parent.client, parent.clock));
    return item.content instanceof Y.ContentType ? this.list(item.content.type, key) : null;
  }

  private list(owner: AnyType | Struct, key: string | null): List {
    const type = owner instanceof Y.AbstractType ? owner : null;
    const lists = this.listsOf(owner);
    let list = lists.get(key);
    if (list === undefined) {
      const first = type && this.firstOf(type, key);
      list = { first: first && firstPiece(this.piecesOf(first)), isKeyed: key !== null };
      lists.set(key, list);
    }
    return list;
  }

  private listsOf(owner: AnyType | Struct): Lists {
    const isHeld = owner instanceof Y.AbstractType;
    const known = isHeld ? this.heldLists.get(owner) : this.freshLists[owner.index];
    if (known !== undefined) return known;
    const lists: Lists = new Map();
    if (isHeld) this.heldLists.set(owner, lists);
    else this.freshLists[owner.index] = lists;
    return lists;
  }

  private firstOf(type: AnyType, key: string | null): Y.Item | null {
    let first = key === null ? type._start : (type._map.get(key) ?? null);
    while (key !== null && first?.left) {
      this.spend(1);
      first = first.left;
    }
    return first;
  }
}
