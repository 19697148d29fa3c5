/**
 * Packs the logs of interviews that are over, a few each minute.
 *
 * Any node may do it, several at once too: one transaction per interview, in which the database says who
 * was first. What is read afterwards is entry for entry what was read before.
 *
 * Senders and clientIDs of a packed log stay: an edit that a tab sends again after the end is
 * answered by its watermark, not refused.
 */
import type pg from "pg";
import type { InterviewId } from "@/lib/domain/ids";
import { readHead } from "../db/log-heads";
import { readKeyframe } from "../db/log-keyframes";
import {
  findUnpacked,
  PackDiffers,
  type PackedLog,
  readStoredRows,
  readUnpackedLogs,
  storePacks,
} from "../db/log-packing";
import { inSnapshot, type Pool } from "../db/pool";
import type { Log } from "../log";
import { LogPacker } from "./log-packer";

/**
 * Whoever is still in the room when the interview finishes has left it by then, and that they left is
 * in the log too. What is added later is read as well, but stays a row of its own.
 */
export const PACKED_AFTER_MS = 10 * 60_000;

/** A long interview takes half a second of a core, so a round of these takes a fifth of a minute's. */
const INTERVIEWS_PER_ROUND = 25;

/** Some 5 ms to read. */
const ROWS_PER_READ = 1_000;

/** The log itself is wrong, not the way to it. */
class DamagedLog extends Error {
  override name = "DamagedLog";
}

export interface RecordingPackerDeps {
  pool: Pool;
  log: Log;
  /** Interviews whose rooms are live on this node. */
  liveRooms(): readonly InterviewId[];
}

export class RecordingPacker {
  readonly #deps: RecordingPackerDeps;
  /** Left as they are, and passed over until the process starts again. */
  readonly #damaged = new Set<InterviewId>();
  #isStopped = false;

  constructor(deps: RecordingPackerDeps) {
    this.#deps = deps;
  }

  /**
   * Packs what is due, up to a limit.
   *
   * @returns how many interviews were packed
   * @throws when the database cannot be reached; what was not packed is as it was
   */
  async round(): Promise<number> {
    const { pool, liveRooms } = this.#deps;
    const except = [...this.#damaged, ...liveRooms()];
    const due = await findUnpacked(pool, PACKED_AFTER_MS, INTERVIEWS_PER_ROUND, except);
    let packed = 0;
    for (const interviewId of due) {
      if (this.#isStopped) break;
      if (await this.#packUnlessDamaged(interviewId)) packed += 1;
    }
    return packed;
  }

  /** Ends the round under way after the interview it is at. */
  stop(): void {
    this.#isStopped = true;
  }

  async #packUnlessDamaged(interviewId: InterviewId): Promise<boolean> {
    const { pool, log } = this.#deps;
    try {
      const logs = await inSnapshot(pool, (client) => packsOf(client, interviewId));
      return logs !== null && (await storePacks(pool, interviewId, logs));
    } catch (error) {
      if (!(error instanceof DamagedLog || error instanceof PackDiffers)) throw error;
      this.#damaged.add(interviewId);
      log.error("The log of an interview that is over is damaged; it is left as it is", {
        interviewId,
        error,
      });
      return false;
    }
  }
}

/** @returns null when there is no such interview any more, or it is packed */
async function packsOf(
  client: pg.ClientBase,
  interviewId: InterviewId,
): Promise<PackedLog[] | null> {
  const logs = await readUnpackedLogs(client, interviewId);
  if (!logs) return null;
  const packed: PackedLog[] = [];
  for (const log of logs) packed.push(await packLog(client, log));
  return packed;
}

async function packLog(client: pg.ClientBase, log: number): Promise<PackedLog> {
  const head = await readHead(client, log);
  const keyframe = await readKeyframe(client, log);
  const packer = new LogPacker(keyframe?.isIntact ? keyframe : null);
  let after = 0;
  for (;;) {
    const rows = await readStoredRows(client, log, [after, Number.MAX_SAFE_INTEGER], ROWS_PER_READ);
    await orDamaged(packer.add(rows));
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_PER_READ) break;
    after = last.number;
  }
  const { packs, lastNumber } = await orDamaged(packer.finish());
  if (head?.lastNumber !== lastNumber)
    throw new DamagedLog(`The log ends at ${lastNumber} in place of ${head?.lastNumber}`);
  return { log, lastNumber, packs };
}

async function orDamaged<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new DamagedLog("The log makes no document", { cause: error });
  }
}
