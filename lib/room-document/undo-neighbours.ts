import * as Y from "yjs";

let isMended = false;

/**
 * Yjs 13.6 brings back what was deleted between the copies of its former neighbours. Where one of
 * them had been deleted and brought back before, it stood twice in the deleted list, and Yjs can
 * find the same copy on both sides: an item whose right neighbour is its left one. Each copy of the
 * document would put it where its own runs happen to be cut, and not where its author sees it.
 * Such an item gets the neighbour it truly has: it stands right behind its left one.
 */
export function mendUndoneNeighbours(): void {
  if (isMended) return;
  isMended = true;
  const { integrate } = Y.Item.prototype;
  Y.Item.prototype.integrate = function (this: Y.Item, transaction, offset) {
    const { left, right } = this;
    // Others' items are placed as they were sent: everybody must read the same from them.
    const isOwn = this.id.client === transaction.doc.clientID;
    if (isOwn && left !== null && right !== null && !standsBehind(left, right)) {
      this.right = left.right;
      this.rightOrigin = left.right?.id ?? null;
    }
    integrate.call(this, transaction, offset);
  };
}

/** At once for what is typed; only what is brought back can have something between. */
function standsBehind(left: Y.Item, right: Y.Item): boolean {
  for (let each = left.right; each !== null; each = each.right) if (each === right) return true;
  return false;
}
