import {
  type CanvasElement,
  elementProperties,
  readElement,
  storedProperties,
} from "@/lib/room-document/elements";
import { boundElementsOf, compareElements } from "@/lib/room-document/excalidraw-file";
import type { BoundElement, CanvasEditor, SceneElement } from "./scene";
import type { SceneMemory, StoredElements } from "./scene-memory";

/** Excalidraw's version nonces are 31-bit numbers. */
const NONCE_RANGE = 2 ** 31;
const NOTHING: readonly never[] = [];

/** Brings what is stored into the scene. Knows no way to write. */
export class SceneMirror {
  /** Set while the scene is being replaced: the editor announces that as a change. */
  isShowing = false;

  constructor(
    private readonly stored: StoredElements,
    private readonly editor: CanvasEditor,
    private readonly memory: SceneMemory,
  ) {}

  /**
   * Applies the stored state of these elements in one replacement of the scene.
   *
   * @returns those that are in the person's hands and have to wait for the end of the gesture
   */
  apply(ids: Iterable<string>): ReadonlySet<string> {
    const { memory } = this;
    const scene = new Map(this.editor.elements().map((element) => [element.id, element]));
    const inHand = this.editor.gesture().ids;
    const held = new Set<string>();
    const removed = new Set<string>();
    const movedHere = this.idsMovedHere(scene.values());
    let isChanged = false;

    for (const id of ids) {
      const current = scene.get(id);
      const properties = this.stored.get(id);
      if (!properties) {
        memory.forget(id);
        memory.gone.add(id);
        if (current && !current.isDeleted) {
          scene.delete(id);
          removed.add(id);
          isChanged = true;
        } else if (current) {
          memory.seen.set(id, current.version);
        }
        continue;
      }
      memory.gone.delete(id);
      if (current && !current.isDeleted && inHand.has(id)) {
        held.add(id);
        continue;
      }
      // Deleted here and not written yet: delete beats edit.
      if (current?.isDeleted && memory.agreed.has(id)) continue;
      const merged = this.merge(id, properties, current);
      if (merged) {
        scene.set(id, merged);
        isChanged = true;
      }
    }
    if (this.repairBackReferences(scene, inHand, held)) isChanged = true;
    if (isChanged) this.show([...scene.values()], removed, movedHere);
    return held;
  }

  /** The element as it should be in the scene, or undefined when it already is, or cannot be drawn. */
  private merge(
    id: string,
    stored: { entries(): Iterable<[string, unknown]>; has(key: string): boolean },
    current: SceneElement | undefined,
  ): SceneElement | undefined {
    const { memory } = this;
    // Copied: Excalidraw changes values in place, and the document's must stay as they are.
    const read = structuredClone(readElement(id, stored));
    if (!read) return undefined;
    const agreed = memory.agreed.get(id);
    const known = current && !current.isDeleted && agreed ? current : undefined;
    const hasUnwritten = known !== undefined && memory.seen.get(id) !== known.version;
    const isChangedHere = (property: string): boolean => {
      if (!known || !hasUnwritten) return false;
      if (property === "index") return memory.sceneIndex.get(id) !== known.index;
      local ??= storedProperties(known);
      return JSON.stringify(local[property]) !== agreed?.get(property);
    };
    let local: Readonly<Record<string, unknown>> | undefined;
    // Starts from the scene's own, so that what is missing in the document stays as it was here.
    const merged: Record<string, unknown> = { ...read, ...current };
    let isNews = !known;
    for (const [property, value] of stored.entries()) {
      if (!Object.hasOwn(elementProperties, property)) continue;
      const json = JSON.stringify(value);
      if (known && agreed?.get(property) === json) continue;
      // The person's own change of the same property is newer; it is written in a moment.
      if (isChangedHere(property)) continue;
      takeProperty(merged, read, property);
      memory.agree(id, property, value);
      isNews = true;
    }
    if (!isNews) return undefined;
    const version = (current?.version ?? 0) + 1;
    if (!hasUnwritten) memory.seen.set(id, version);
    return {
      ...merged,
      id,
      type: read.type,
      index: (merged.index as string | null | undefined) ?? null,
      boundElements: current?.boundElements ?? null,
      isDeleted: false,
      version,
      versionNonce: randomNonce(),
      updated: Date.now(),
    };
  }

  private repairBackReferences(
    scene: Map<string, SceneElement>,
    inHand: ReadonlySet<string>,
    held: Set<string>,
  ): boolean {
    const { memory } = this;
    const shown = [...scene.values()].filter(({ isDeleted }) => !isDeleted);
    // Both are Excalidraw's own form; the scene's elements are only typed more loosely here.
    const derived = boundElementsOf(shown as unknown as CanvasElement[]);
    let isChanged = false;
    for (const element of shown) {
      const { id } = element;
      const references = derived.get(id) ?? NOTHING;
      if (isSameSet(element.boundElements, references)) continue;
      const wasApplied = memory.seen.get(id) === element.version;
      if (inHand.has(id)) {
        held.add(id);
        continue;
      }
      const version = element.version + 1;
      scene.set(id, {
        ...element,
        boundElements: references,
        version,
        versionNonce: randomNonce(),
        updated: Date.now(),
      });
      if (wasApplied) memory.seen.set(id, version);
      isChanged = true;
    }
    return isChanged;
  }

  private show(
    elements: SceneElement[],
    removed: ReadonlySet<string>,
    movedHere: ReadonlySet<string>,
  ): void {
    const { memory } = this;
    const rank = (element: SceneElement): string | null => {
      const stored = movedHere.has(element.id)
        ? undefined
        : this.stored.get(element.id)?.get("index");
      return typeof stored === "string" ? stored : element.index;
    };
    const ranked = elements.map((element) => ({ element, id: element.id, index: rank(element) }));
    ranked.sort(compareElements);
    const versions = new Map(elements.map(({ id, version }) => [id, version]));

    this.isShowing = true;
    try {
      this.editor.show(
        ranked.map(({ element }) => element),
        removed,
      );
    } finally {
      this.isShowing = false;
    }
    // Equal indices have been repaired, which counts versions up. Not a change of anybody's.
    for (const { id, version, index } of this.editor.elements()) {
      if (memory.seen.get(id) === versions.get(id) && memory.seen.has(id)) {
        memory.seen.set(id, version);
      }
      if (memory.agreed.has(id) && !movedHere.has(id)) memory.sceneIndex.set(id, index);
    }
  }

  /** Elements the person has put in another place of the stack since the last write. */
  private idsMovedHere(scene: Iterable<SceneElement>): ReadonlySet<string> {
    const moved = new Set<string>();
    for (const { id, index } of scene) {
      const known = this.memory.sceneIndex.get(id);
      if (known !== undefined && known !== index) moved.add(id);
    }
    return moved;
  }
}

/** Copies one stored property into its places in Excalidraw's form. */
function takeProperty(target: Record<string, unknown>, read: CanvasElement, property: string) {
  const source: Record<string, unknown> = read;
  const names =
    property === "size"
      ? ["width", "height", "points"]
      : property === "txt"
        ? ["text", "originalText"]
        : [property];
  for (const name of names) {
    if (name in source) target[name] = source[name];
  }
}

function randomNonce(): number {
  return Math.floor(Math.random() * NONCE_RANGE);
}

function isSameSet(
  current: readonly BoundElement[] | null,
  derived: readonly BoundElement[],
): boolean {
  if ((current?.length ?? 0) !== derived.length) return false;
  const ids = new Set(current?.map(({ id }) => id));
  return derived.every(({ id }) => ids.has(id));
}
