/**
 * A whole log, a piece at a time, to the packs that can stand for it; and whether the log is sound.
 *
 * Everything is checked on what comes out of the packs: their entries must make a document, and
 * the same one as the newest whole state and what follows it.
 */
import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { type Keyframe, type LogRow, Rebuild, rebuildDocument } from "@/lib/recording/rebuild";
import { canonicalContent } from "@/lib/room-document/content-hash";
import { isPack, packEntries, type StoredEntry, unpackEntries } from "../db/log-pack";
import type { Pack } from "../db/log-packing";

/**
 * Entries are joined until they weigh this much: about 1,500 keystrokes. Larger packs hardly compress better,
 * and whoever wants one entry unpacks all of its pack.
 */
export const PACK_BYTES = 64 * 1024;

/** Live rooms share the loop, and must not feel this: after so long everybody else has a turn. */
const SLICE_MS = 5;

export class LogPacker {
  readonly #keyframe: Keyframe | null;
  readonly #rebuild = new Rebuild(null);
  readonly #afterKeyframe: LogRow[] = [];
  readonly #packs: Pack[] = [];
  #waiting: StoredEntry[] = [];
  #waitingBytes = 0;
  #sliceEndsAt = 0;

  /** @param keyframe the log's newest whole state; null without one, or when it is damaged */
  constructor(keyframe: Keyframe | null) {
    this.#keyframe = keyframe;
  }

  /**
   * @param rows the log's next ones, packs among them
   * @throws when the log is damaged
   */
  async add(rows: readonly StoredEntry[]): Promise<void> {
    for (const row of rows) {
      if (isPack(row.data)) {
        await this.#pack();
        await this.#check(await unpackEntries(row.data));
        continue;
      }
      this.#waiting.push(row);
      this.#waitingBytes += row.data.byteLength;
      if (this.#waitingBytes >= PACK_BYTES) await this.#pack();
    }
  }

  /**
   * @returns packs for all that is not packed yet, and the log's last number
   * @throws when the log is damaged
   */
  async finish(): Promise<{ packs: readonly Pack[]; lastNumber: number }> {
    await this.#pack();
    const { doc, number } = this.#rebuild.finish();
    if (this.#keyframe) {
      const kept = rebuildDocument(this.#keyframe, this.#afterKeyframe);
      const isSame =
        kept.number === number &&
        Buffer.compare(canonicalContent(kept.doc), canonicalContent(doc)) === 0;
      if (!isSame) throw new Error(`The log up to ${number} and its whole state differ`);
    }
    return { packs: this.#packs, lastNumber: number };
  }

  async #pack(): Promise<void> {
    const entries = this.#waiting;
    const [first, last] = [entries[0], entries.at(-1)];
    if (!first || !last) return;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const data = await packEntries(entries);
    await this.#check(await unpackEntries(data));
    this.#packs.push({ first: first.number, last: last.number, data });
  }

  async #check(entries: readonly StoredEntry[]): Promise<void> {
    for (const entry of entries) {
      if (performance.now() > this.#sliceEndsAt) {
        await setImmediate();
        this.#sliceEndsAt = performance.now() + SLICE_MS;
      }
      this.#rebuild.add([entry]);
      if (this.#keyframe && entry.number > this.#keyframe.number) this.#afterKeyframe.push(entry);
    }
  }
}
