/**
 * Whole states beside the log, so that loading and seeking stay fast. They are made from
 * a document's state, never by merging updates, and the log stays: it is the recording.
 */
import { putKeyframe } from "../db/log-keyframes";
import type { Pool } from "../db/pool";
import type { Log } from "../log";
import type { PlaneDocument } from "./plane-document";

/**
 * A new one is due when the entries since outweigh this and the last whole state. Reading
 * 64 KiB of entries takes some 20 ms, so smaller logs do not need one.
 */
export const MIN_KEYFRAME_BYTES = 64 * 1024;

export type SaveKeyframe = (document: PlaneDocument) => Promise<void>;

/**
 * Keeps the document's whole state if there is something new in it. A failure is logged
 * and costs nothing but time at the next load.
 */
export function keyframeSaver(pool: Pool, log: Log): SaveKeyframe {
  return async (document) => {
    const keyframe = document.takeKeyframe();
    if (!keyframe) return;
    try {
      await putKeyframe(pool, document.log, keyframe);
      document.keyframeDone(true);
    } catch (error) {
      document.keyframeDone(false);
      log.warn("Could not keep a whole state", { error, bytes: keyframe.data.byteLength });
    }
  };
}
