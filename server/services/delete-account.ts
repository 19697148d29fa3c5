import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { deleteUser, findInterviewsTouchedBy } from "../db/delete-user";
import { announceNotice } from "../room-notices";
import { livePeople } from "./people-context";

/** What deleting the account takes along, and what it leaves to others. */
export interface DeletionPreview {
  /** Interviews nobody else can open: gone with their recordings and cards. */
  lost: number;
  /** Interviews others took part in: they stay, without the name. */
  kept: number;
  /** Running right now with the person in it. */
  running: number;
}

export async function previewDeletion(
  viewer: Viewer,
  { db } = livePeople(),
): Promise<DeletionPreview> {
  const touched = await findInterviewsTouchedBy(db, viewer.userId);
  return {
    lost: touched.filter((interview) => !interview.isShared).length,
    kept: touched.filter((interview) => interview.isShared).length,
    running: touched.filter(isRunningWithOthers).length,
  };
}

/** Somebody else is in the middle of it, and would be left without an author. */
function isRunningWithOthers(interview: {
  status: string;
  isShared: boolean;
  isPresent: boolean;
}): boolean {
  return interview.status === "live" && interview.isShared && interview.isPresent;
}

/**
 * Deletes the viewer for good. Refused while they are in a running interview with
 * others, who would otherwise see a person vanish: leaving or ending it comes first.
 */
export async function deleteAccount(
  viewer: Viewer,
  { db } = livePeople(),
): Promise<Result<null, "interview-running">> {
  const touched = await findInterviewsTouchedBy(db, viewer.userId);
  if (touched.some(isRunningWithOthers)) return refuse("interview-running");
  const { signIns, interviews } = await deleteUser(db, viewer.userId);
  announceNotice({ type: "sign-ins-revoked", signInIds: signIns });
  const gone = new Set(interviews);
  for (const interviewId of gone) announceNotice({ type: "interview-deleted", interviewId });
  for (const { id } of touched)
    if (!gone.has(id)) announceNotice({ type: "people-changed", interviewId: id });
  return ok(null);
}
