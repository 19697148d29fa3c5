import * as Y from "yjs";
import type { CanvasBinding } from "./canvas-binding";
import type { StoredElements } from "./scene-memory";

/**
 * Undo of one's own changes to the canvas, one step per gesture. Excalidraw's own history is never
 * reached: it would take back a colleague's work as if it were a change of one's own.
 */
export class CanvasUndo {
  private readonly manager: Y.UndoManager;
  private readonly binding: CanvasBinding;
  private readonly stopListening: () => void;

  constructor(elements: StoredElements, binding: CanvasBinding) {
    this.binding = binding;
    this.manager = new Y.UndoManager(elements, {
      trackedOrigins: new Set([binding.origin]),
      // Steps end with gestures, not with time: a slow drag is still one step.
      captureTimeout: Number.MAX_SAFE_INTEGER,
      ignoreRemoteMapChanges: false,
    });
    this.stopListening = binding.onSettled(() => this.manager.stopCapturing());
  }

  destroy(): void {
    this.stopListening();
    this.manager.destroy();
  }

  get canUndo(): boolean {
    return this.manager.canUndo();
  }

  get canRedo(): boolean {
    return this.manager.canRedo();
  }

  undo(): void {
    this.step(() => this.manager.undo());
  }

  redo(): void {
    this.step(() => this.manager.redo());
  }

  /** A new step begins here, whatever was written before. */
  startStep(): void {
    this.binding.flush();
    this.manager.stopCapturing();
  }

  onChange(listener: () => void): () => void {
    const events = ["stack-item-added", "stack-item-popped", "stack-cleared"] as const;
    for (const event of events) this.manager.on(event, listener);
    return () => {
      for (const event of events) this.manager.off(event, listener);
    };
  }

  private step(step: () => void): void {
    // In the middle of a gesture the step before it would go, under the person's hands.
    if (!this.binding.isIdle) return;
    this.startStep();
    step();
    this.binding.completeBroughtBack();
  }
}
