import * as Y from "yjs";
import {
  type ElementType,
  elementDefaults,
  MAX_POINTS,
  type StoredProperties,
  storedProperties,
} from "@/lib/room-document/elements";
import type { CanvasEditor, SceneElement } from "./scene";
import type { SceneMemory, StoredElements } from "./scene-memory";

/**
 * Elements in one transaction, so in one update. A shape with its label and an arrow is about 2 kB,
 * so this stays far below the largest update the room takes.
 */
const MAX_ELEMENTS_PER_UPDATE = 200;

/** What an element cannot be stored without; anything else falls back to a default. */
const NEEDED: readonly (keyof StoredProperties)[] = ["type", "x", "y", "size"];

interface Write {
  id: string;
  /** Absent: delete the element. */
  properties?: Partial<StoredProperties>;
  isNew: boolean;
}

/** Writes what the person changed in the scene, property by property, and nothing else. */
export class SceneWriter {
  constructor(
    private readonly stored: StoredElements,
    private readonly editor: CanvasEditor,
    private readonly memory: SceneMemory,
    private readonly origin: unknown,
  ) {}

  hasUnwritten(): boolean {
    const { seen } = this.memory;
    return this.editor.elements().some(({ id, version }) => seen.get(id) !== version);
  }

  /**
   * @returns what is in the scene and nothing the room stores: to be taken out of the scene, or back
   *   to what is stored
   */
  write(): ReadonlySet<string> {
    const { memory } = this;
    const scene = this.editor.elements();
    const gesture = this.editor.gesture();
    const writes: Write[] = [];
    const refused = new Set<string>();

    for (const element of scene) {
      const { id, version } = element;
      if (memory.seen.get(id) === version || gesture.stroke === id) continue;
      const isNew = !memory.agreed.has(id);
      // Stored, but not shown yet: about to be replaced.
      if (isNew && this.stored.has(id)) continue;
      if (element.isDeleted) {
        if (!isNew) writes.push({ id, isNew });
        memory.seen.set(id, version);
      } else if (isNew ? memory.gone.has(id) : !this.stored.has(id)) {
        // Delete beats edit: what somebody else deleted is not written again.
        refused.add(id);
      } else if (!isNew || isWorthStoring(element)) {
        const properties = storedProperties(withinLimits(element));
        if (isRefused(element, properties)) refused.add(id);
        else {
          const changed = isNew ? properties : this.changedProperties(element, properties);
          if (Object.keys(changed).length > 0) writes.push({ id, properties: changed, isNew });
          memory.seen.set(id, version);
        }
      }
    }
    if (writes.some(({ isNew, properties }) => !isNew && properties?.index !== undefined)) {
      this.settleOrder(scene, writes);
    }
    this.commit(writes);
    for (const element of scene) {
      if (memory.agreed.has(element.id)) memory.sceneIndex.set(element.id, element.index);
    }
    return refused;
  }

  /**
   * Writes needed properties that are missing in the document from the scene. An undone delete
   * comes back without what somebody else had changed meanwhile.
   */
  completeFromScene(ids: Iterable<string>, origin: unknown): void {
    const scene = new Map(this.editor.elements().map((element) => [element.id, element]));
    this.stored.doc?.transact(() => {
      for (const id of ids) {
        const element = scene.get(id);
        const stored = this.stored.get(id);
        if (!element || element.isDeleted || !stored) continue;
        const properties: Readonly<Record<string, unknown>> = storedProperties(element);
        for (const name of Object.keys(elementDefaults(element.type as ElementType))) {
          if (stored.has(name) || properties[name] === undefined) continue;
          stored.set(name, structuredClone(properties[name]));
          this.memory.agree(id, name, properties[name]);
        }
      }
    }, origin);
  }

  private changedProperties(
    element: SceneElement,
    properties: Partial<StoredProperties>,
  ): Partial<StoredProperties> {
    const agreed = this.memory.agreed.get(element.id);
    const isMoved = this.memory.sceneIndex.get(element.id) !== element.index;
    return Object.fromEntries(
      Object.entries(properties).filter(([name, value]) =>
        name === "index" ? isMoved : JSON.stringify(value) !== agreed?.get(name),
      ),
    );
  }

  /**
   * Two people adding on top store equal indices, which every browser repairs for itself. Somebody
   * who then moves an element places it between repaired ones, so those become the stored ones.
   */
  private settleOrder(scene: readonly SceneElement[], writes: Write[]): void {
    const written = new Map(writes.map((write) => [write.id, write]));
    for (const { id, index, isDeleted } of scene) {
      if (isDeleted || index === null || written.get(id)?.isNew) continue;
      const stored = this.stored.get(id);
      if (!stored || stored.get("index") === index) continue;
      const write = written.get(id);
      if (write?.properties) write.properties.index = index;
      else if (!write) writes.push({ id, properties: { index }, isNew: false });
    }
  }

  private commit(writes: readonly Write[]): void {
    for (let start = 0; start < writes.length; start += MAX_ELEMENTS_PER_UPDATE) {
      const part = writes.slice(start, start + MAX_ELEMENTS_PER_UPDATE);
      this.stored.doc?.transact(() => {
        for (const write of part) this.commitOne(write);
      }, this.origin);
    }
  }

  private commitOne({ id, properties, isNew }: Write): void {
    const { memory, stored } = this;
    if (!properties) {
      stored.delete(id);
      const version = memory.seen.get(id);
      memory.forget(id);
      // The scene keeps its own tombstone, which needs no attention.
      if (version !== undefined) memory.seen.set(id, version);
      return;
    }
    const values = Object.entries(structuredClone(properties));
    if (isNew) stored.set(id, new Y.Map(values));
    else for (const [name, value] of values) stored.get(id)?.set(name, value);
    for (const [name, value] of values) memory.agree(id, name, value);
  }
}

/** A click with a drawing tool leaves an element of no size, and a new label is empty at first. */
function isWorthStoring(element: SceneElement): boolean {
  if (element.type === "text") return element.text !== "";
  if (Array.isArray(element.points)) {
    return element.points.length >= 2 && !isPoint(element);
  }
  return element.width !== 0 || element.height !== 0;
}

/** A line without length; a freehand dot has none either and is meant. */
function isPoint(element: SceneElement): boolean {
  return element.type !== "freedraw" && element.width === 0 && element.height === 0;
}

/** Whether the room would refuse something that is more than decoration. */
function isRefused(element: SceneElement, properties: Partial<StoredProperties>): boolean {
  if (NEEDED.some((name) => properties[name] === undefined)) return true;
  if (element.type === "text" && properties.txt === undefined) return true;
  return typeof element.link === "string" && properties.link === undefined;
}

/** A very long stroke keeps its shape with fewer points; cut off it would end in mid-air. */
function withinLimits(element: SceneElement): SceneElement {
  const { points, pressures } = element;
  if (element.type !== "freedraw" || !Array.isArray(points) || points.length <= MAX_POINTS) {
    return element;
  }
  const step = Math.ceil(points.length / (MAX_POINTS - 1));
  const isKept = (_: unknown, place: number) => place % step === 0 || place === points.length - 1;
  return {
    ...element,
    points: points.filter(isKept),
    ...(Array.isArray(pressures) ? { pressures: pressures.filter(isKept) } : {}),
  };
}
