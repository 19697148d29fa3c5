import type * as Y from "yjs";

/**
 * What the binding remembers of each element, so that it writes only what the person changed and
 * never answers a change with a change.
 */
export class SceneMemory {
  /**
   * The value of every stored property both sides last agreed on, as JSON. Local changes are found
   * against this and not against the stored value: a change of somebody else that is not in the
   * scene yet would otherwise be taken back.
   */
  readonly agreed = new Map<string, Map<string, string>>();
  /** The version of each element in the scene that needs no more attention. */
  readonly seen = new Map<string, number>();
  /**
   * The index each element has in the scene. Excalidraw repairs equal indices, in each browser its
   * own way, so the scene's may differ from the stored one without anybody having moved anything.
   */
  readonly sceneIndex = new Map<string, string | null>();
  /** Deleted by somebody else or by an undo: a late local change must not bring it back. */
  readonly gone = new Set<string>();

  forget(id: string): void {
    this.agreed.delete(id);
    this.seen.delete(id);
    this.sceneIndex.delete(id);
  }

  /** Takes note that scene and document hold the same value of this property. */
  agree(id: string, property: string, value: unknown): void {
    let properties = this.agreed.get(id);
    if (!properties) {
      properties = new Map();
      this.agreed.set(id, properties);
    }
    properties.set(property, JSON.stringify(value));
  }
}

/** Element id to a map of its properties, as the shared document holds it. */
export type StoredElements = Y.Map<Y.Map<unknown>>;
