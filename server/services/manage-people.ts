/** Links and seats of an interview: copy, reissue, revoke, remove, leave. */
import type { InterviewId } from "@/lib/domain/ids";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { InviteRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { markRemoved } from "../db/interviews";
import { findOpenInvites, replaceInvites } from "../db/invites";
import { announceNotice } from "../room-notices";
import { type AccessRefusal, requirePermission } from "./authorize";
import { liveContext, type ServiceContext } from "./context";
import { newInvite, tokenOf } from "./invite-tokens";

export interface JoinLink {
  role: InviteRole;
  /** Path of the join page; null when the server's secret has changed and the link must be made anew. */
  path: string | null;
  expiresAt: Date;
}

export async function listJoinLinks(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<JoinLink[], AccessRefusal>> {
  const access = await requirePermission(context.db, viewer, interviewId, "invite:manage");
  if (!access.ok) return access;
  const invites = await findOpenInvites(context.db, interviewId);
  return ok(
    invites.map((invite) => {
      const token = tokenOf(context.secret, invite);
      return {
        role: invite.role,
        path: token && `/join/${token}`,
        expiresAt: invite.expiresAt,
      };
    }),
  );
}

/** Ends every link of a role; `reissue` puts a new one in its place. */
export async function changeJoinLink(
  viewer: Viewer,
  interviewId: InterviewId,
  role: InviteRole,
  change: "reissue" | "revoke",
  context: ServiceContext = liveContext(),
): Promise<Result<null, AccessRefusal>> {
  const access = await requirePermission(context.db, viewer, interviewId, "invite:manage");
  if (!access.ok) return access;
  const { scheduledFor } = access.value.interview;
  const replacement =
    change === "reissue" ? newInvite(context.secret, role, scheduledFor ?? new Date()) : null;
  await replaceInvites(context.db, interviewId, role, replacement);
  return ok(null);
}

/**
 * Takes a seat away. The open links the person may know are replaced first, or they
 * could walk back in through one: their own role's, and every link when they could
 * hand links out themselves.
 */
export async function removeParticipant(
  viewer: Viewer,
  interviewId: InterviewId,
  number: number,
  context: ServiceContext = liveContext(),
): Promise<Result<null, AccessRefusal | "host-stays">> {
  const access = await requirePermission(context.db, viewer, interviewId, "participant:remove");
  if (!access.ok) return access;
  const { interview, people } = access.value;
  const person = people.find((candidate) => candidate.number === number && !candidate.removedAt);
  if (!person) return refuse("not-found");
  if (person.userId !== null && person.userId === interview.hostId) return refuse("host-stays");
  const open = await findOpenInvites(context.db, interviewId);
  const known = new Set(
    open
      .map((invite) => invite.role)
      .filter((role) => role === person.role || person.role === "interviewer"),
  );
  const from = interview.scheduledFor ?? new Date();
  for (const role of known)
    await replaceInvites(context.db, interviewId, role, newInvite(context.secret, role, from));
  await markRemoved(context.db, interviewId, person.number);
  announceNotice({ type: "participant-removed", interviewId, participant: person.number });
  return ok(null);
}

/** Gives the viewer's own seat up. What they wrote stays with their name. */
export async function leaveInterview(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<null, AccessRefusal>> {
  const access = await requirePermission(context.db, viewer, interviewId, "interview:leave");
  if (!access.ok) return access;
  const { me } = access.value;
  if (!me) return refuse("not-found");
  await markRemoved(context.db, interviewId, me.number);
  announceNotice({ type: "participant-removed", interviewId, participant: me.number });
  return ok(null);
}
