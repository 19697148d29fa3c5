"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { InterviewId } from "@/lib/domain/ids";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { InviteRole } from "@/lib/domain/roles";
import { requireViewer } from "@/server/auth/viewer";
import { cancelInterview } from "@/server/services/cancel-interview";
import { deleteInterview } from "@/server/services/delete-interview";
import {
  changeJoinLink,
  type JoinLink,
  leaveInterview,
  listJoinLinks,
  removeParticipant,
} from "@/server/services/manage-people";

const NOT_FOUND = refuse("not-found");

/** Ends the links of a role, with or without a new one; answers with the links as they are now. */
export async function changeLinkAction(
  interviewId: unknown,
  role: unknown,
  change: unknown,
): Promise<Result<JoinLink[], string>> {
  const id = InterviewId.safeParse(interviewId);
  const parsedRole = InviteRole.safeParse(role);
  if (!id.success || !parsedRole.success) return NOT_FOUND;
  const viewer = await requireViewer();
  const changed = await changeJoinLink(
    viewer,
    id.data,
    parsedRole.data,
    change === "revoke" ? "revoke" : "reissue",
  );
  if (!changed.ok) return changed;
  revalidatePath(`/interviews/${id.data}`);
  return listJoinLinks(viewer, id.data);
}

export async function removeParticipantAction(
  interviewId: unknown,
  participant: unknown,
): Promise<Result<null, string>> {
  const id = InterviewId.safeParse(interviewId);
  if (!id.success || typeof participant !== "number") return NOT_FOUND;
  const viewer = await requireViewer();
  const removed = await removeParticipant(viewer, id.data, participant);
  if (removed.ok) revalidatePath(`/interviews/${id.data}`);
  return removed;
}

export async function leaveAction(interviewId: unknown): Promise<Result<null, string>> {
  const id = InterviewId.safeParse(interviewId);
  if (!id.success) return NOT_FOUND;
  const viewer = await requireViewer();
  const left = await leaveInterview(viewer, id.data);
  if (!left.ok) return left;
  redirect("/home");
}

export async function cancelAction(interviewId: unknown): Promise<Result<null, string>> {
  const id = InterviewId.safeParse(interviewId);
  if (!id.success) return NOT_FOUND;
  const viewer = await requireViewer();
  const cancelled = await cancelInterview(viewer, id.data);
  if (!cancelled.ok) return cancelled;
  revalidatePath(`/interviews/${id.data}`);
  return ok(null);
}

export async function deleteAction(interviewId: unknown): Promise<Result<null, string>> {
  const id = InterviewId.safeParse(interviewId);
  if (!id.success) return NOT_FOUND;
  const viewer = await requireViewer();
  const deleted = await deleteInterview(viewer, id.data);
  if (!deleted.ok) return deleted;
  redirect("/home");
}
