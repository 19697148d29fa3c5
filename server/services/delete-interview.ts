import type { InterviewId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { deleteInterview as deleteRows } from "../db/interviews";
import { announceNotice } from "../room-notices";
import { type AccessRefusal, requirePermission } from "./authorize";
import { liveContext, type ServiceContext } from "./context";

/** Deletes an interview for everybody in it: recording, canvas, document, notes, cards, links. */
export async function deleteInterview(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<null, AccessRefusal>> {
  const access = await requirePermission(context.db, viewer, interviewId, "interview:delete");
  if (!access.ok) return access;
  await deleteRows(context.db, interviewId);
  announceNotice({ type: "interview-deleted", interviewId });
  return ok(null);
}
