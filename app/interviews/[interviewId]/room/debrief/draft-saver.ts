/**
 * Saves a draft by itself: a moment after the last change, one save at a time, the newest draft
 * always last. A save that fails is tried again until it works; meanwhile the draft counts as unsaved.
 *
 * Holds no React and no network, so that a test can drive it with its own timer.
 */
import type { ScorecardDraft } from "@/lib/domain/scorecard";

/** A pause in typing. Long enough not to save every letter, short enough to lose no sentence. */
export const QUIET_MS = 700;
/** After a failure. A database that restarts is back within this; more often would only add load. */
export const RETRY_MS = 4_000;

export type DraftStatus = "saved" | "saving" | "failed";

export interface DraftSaverPorts {
  /** @throws when the draft could not be stored */
  save(draft: ScorecardDraft): Promise<void>;
  changed(status: DraftStatus): void;
}

export class DraftSaver {
  private waiting: ScorecardDraft | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private status: DraftStatus = "saved";

  constructor(private readonly ports: DraftSaverPorts) {}

  change(draft: ScorecardDraft): void {
    this.waiting = draft;
    this.show("saving");
    this.schedule(QUIET_MS);
  }

  /** Saves what waits now. Resolves once everything is stored; rejects when it cannot be. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    if (!this.waiting) return;
    this.running = this.saveWaiting();
    await this.running;
    if (this.status === "failed") throw new Error("The draft is not saved.");
    await this.flush();
  }

  /** No more retries; what waits is tried once. */
  close(): void {
    clearTimeout(this.timer);
    if (this.waiting && !this.running) this.running = this.saveWaiting();
  }

  private schedule(afterMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // The one that runs looks again when it is done.
      if (!this.running) this.running = this.saveWaiting();
    }, afterMs);
  }

  private async saveWaiting(): Promise<void> {
    const draft = this.waiting;
    if (!draft) return;
    this.show("saving");
    try {
      await this.ports.save(draft);
      // A change made meanwhile stays waiting; only what was stored is done.
      if (this.waiting === draft) this.waiting = null;
      this.running = null;
      if (this.waiting) this.schedule(QUIET_MS);
      else this.show("saved");
    } catch {
      this.running = null;
      this.show("failed");
      this.schedule(RETRY_MS);
    }
  }

  private show(status: DraftStatus): void {
    if (status === this.status) return;
    this.status = status;
    this.ports.changed(status);
  }
}
