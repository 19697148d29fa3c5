import {
  unsavedChangesOnDevice,
  wipeLocalCopies,
} from "@/app/interviews/[interviewId]/room/connection/device-database";
import { forgetTicks } from "@/app/interviews/[interviewId]/room/panels/use-ticks";
import type { UserId } from "@/lib/domain/ids";

/** Changes in this browser that no server has yet; none where the browser keeps nothing. */
export async function countUnsavedChanges(userId: UserId): Promise<number> {
  try {
    return await unsavedChangesOnDevice(userId);
  } catch {
    // A private window, or storage switched off: then nothing is kept here that could be lost.
    return 0;
  }
}

/** Removes what this browser keeps of a person, and leaves with nothing of theirs in memory. */
export async function forgetThisBrowser(userId: UserId): Promise<void> {
  try {
    await wipeLocalCopies(userId);
  } catch {
    // See above: nothing was kept.
  }
  try {
    forgetTicks();
  } catch {
    // The same.
  }
  // A full load, so that no page of theirs stays in the router's memory either.
  window.location.assign("/");
}
