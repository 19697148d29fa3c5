/**
 * Binds a scene to the shared document's elements, property by property, in both directions.
 *
 * - Only what the person changed is written, at most once per interval, so a move is tens of bytes
 *   and two people can move and recolour the same shape.
 * - What others change is shown at once, except on the elements in the person's own hands; those
 *   follow when the gesture ends.
 * - Applying a change never answers it with a write: see `SceneMemory`.
 */
import * as Y from "yjs";
import type { CanvasEditor } from "./scene";
import { SceneMemory, type StoredElements } from "./scene-memory";
import { SceneMirror } from "./scene-mirror";
import { SceneWriter } from "./scene-writer";

/** Twenty updates a second look continuous to others; a drag makes sixty. */
export const WRITE_INTERVAL_MS = 50;

export interface CanvasBindingOptions {
  elements: StoredElements;
  editor: CanvasEditor;
  /** Without it there is no writer at all: a reader's scene cannot reach the document. */
  canWrite: boolean;
  /** Something the person added or changed cannot be kept and has been taken back. */
  onRefused?: () => void;
}

export class CanvasBinding {
  /** The origin of the person's own changes, which undo tracks. */
  readonly origin = Symbol("canvas");
  /** The origin of completions, which are nobody's and are not undone. */
  private readonly completionOrigin = Symbol("canvas completion");

  private readonly stored: StoredElements;
  private readonly editor: CanvasEditor;
  private readonly memory = new SceneMemory();
  private readonly mirror: SceneMirror;
  private readonly writer: SceneWriter | undefined;
  private readonly onRefused: (() => void) | undefined;
  private readonly held = new Set<string>();
  private readonly broughtBack = new Set<string>();
  private readonly settledListeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastWriteAt = Number.NEGATIVE_INFINITY;
  private readonly observe = (events: Y.YEvent<Y.Map<unknown>>[], transaction: Y.Transaction) =>
    this.storedChanged(events, transaction);

  constructor({ elements, editor, canWrite, onRefused }: CanvasBindingOptions) {
    this.stored = elements;
    this.editor = editor;
    this.onRefused = onRefused;
    this.mirror = new SceneMirror(elements, editor, this.memory);
    this.writer = canWrite
      ? new SceneWriter(elements, editor, this.memory, this.origin)
      : undefined;
    this.show([...elements.keys(), ...editor.elements().map(({ id }) => id)]);
    elements.observeDeep(this.observe);
  }

  destroy(): void {
    this.flush();
    clearTimeout(this.timer);
    this.stored.unobserveDeep(this.observe);
    this.settledListeners.clear();
  }

  /** Whether the person has nothing in hand, so that undo is safe. */
  get isIdle(): boolean {
    return this.editor.gesture().isIdle;
  }

  /** To be called with every change the editor announces. */
  sceneChanged(): void {
    if (this.mirror.isShowing) return;
    this.showMissing();
    if (this.writer?.hasUnwritten()) this.scheduleWrite();
    // A label is finished by Escape or by leaving it, without any pointer going up.
    else if (this.held.size > 0 && this.isIdle) this.showHeld();
  }

  /** Writes what is waiting. While the person has nothing in hand this also ends a step of undo. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.writer?.hasUnwritten()) {
      this.lastWriteAt = performance.now();
      const refused = this.writer.write();
      if (refused.size > 0) this.takeBack(refused);
    }
    if (!this.isIdle) return;
    this.showHeld();
    for (const listener of this.settledListeners) listener();
  }

  /** Calls back whenever everything is written and the person has nothing in hand. */
  onSettled(listener: () => void): () => void {
    this.settledListeners.add(listener);
    return () => this.settledListeners.delete(listener);
  }

  /** Fills the gaps in elements that an undo or redo has brought back. */
  completeBroughtBack(): void {
    this.writer?.completeFromScene(this.broughtBack, this.completionOrigin);
    this.broughtBack.clear();
  }

  private storedChanged(events: Y.YEvent<Y.Map<unknown>>[], transaction: Y.Transaction): void {
    if (transaction.origin === this.origin || transaction.origin === this.completionOrigin) return;
    const ids = new Set<string>();
    for (const event of events) {
      if (event.path.length > 0) ids.add(String(event.path[0]));
      else for (const id of event.changes.keys.keys()) ids.add(id);
    }
    if (transaction.origin instanceof Y.UndoManager) {
      for (const id of ids) if (this.stored.has(id)) this.broughtBack.add(id);
    }
    this.show(ids);
  }

  private show(ids: Iterable<string>): void {
    for (const id of this.mirror.apply(ids)) this.held.add(id);
  }

  private showHeld(): void {
    if (this.held.size === 0) return;
    const ids = [...this.held];
    this.held.clear();
    this.show(ids);
  }

  /** Puts the scene back to what is stored, once the person has let go of it. */
  private takeBack(ids: ReadonlySet<string>): void {
    // What somebody else deleted goes at once and without a word; that is theirs to say.
    const deleted = new Set([...ids].filter((id) => this.memory.gone.has(id)));
    this.showFresh(deleted);
    if (deleted.size === ids.size || !this.isIdle) return;
    this.showFresh(ids);
    this.onRefused?.();
  }

  /** What vanished from the scene was not deleted by anybody: a delete leaves a tombstone. */
  private showMissing(): void {
    const { agreed } = this.memory;
    const scene = this.editor.elements();
    let present = 0;
    for (const { id } of scene) if (agreed.has(id)) present += 1;
    if (present === agreed.size) return;
    const missing = new Set(agreed.keys());
    for (const { id } of scene) missing.delete(id);
    this.showFresh(missing);
  }

  /** Shows everything that is stored of these, as if for the first time. */
  private showFresh(ids: ReadonlySet<string>): void {
    for (const id of ids) this.memory.forget(id);
    this.show(ids);
  }

  private scheduleWrite(): void {
    if (this.timer !== undefined) return;
    const waitMs = this.lastWriteAt + WRITE_INTERVAL_MS - performance.now();
    if (waitMs <= 0) this.flush();
    else this.timer = setTimeout(() => this.flush(), waitMs);
  }
}
