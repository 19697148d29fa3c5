/** Opening and accepting a join link. */
import type { InterviewId } from "@/lib/domain/ids";
import type { InterviewStatus } from "@/lib/domain/interview";
import type { InterviewLength, Level } from "@/lib/domain/plan";
import { ok, type Result, refuse } from "@/lib/domain/result";
import {
  type InviteRole,
  MAX_CANDIDATES,
  MAX_INTERVIEWERS,
  MAX_OBSERVERS,
  may,
  type ParticipantRole,
} from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { findInterview, findParticipants } from "../db/interviews";
import { acceptInvite as acceptInviteRow, findInviteByHash } from "../db/invites";
import { announceNotice } from "../room-notices";
import { askerIn } from "./authorize";
import { liveContext, type ServiceContext } from "./context";
import { caseOf } from "./interview-content";
import { tokenHash } from "./invite-tokens";

const SEATS: Record<InviteRole, number> = {
  candidate: MAX_CANDIDATES,
  interviewer: MAX_INTERVIEWERS,
  observer: MAX_OBSERVERS,
};

/** What a join page may show before anybody has accepted. */
export interface OpenedInvite {
  interviewId: InterviewId;
  role: InviteRole;
  caseTitle: string;
  hostName: string | null;
  level: Level;
  lengthMinutes: InterviewLength;
  scheduledFor: Date | null;
  status: InterviewStatus;
  /** A role the viewer already has in this interview. */
  myRole: ParticipantRole | null;
  isFull: boolean;
}

/** @returns `not-found` for a token that is wrong, revoked or expired alike */
export async function openInvite(
  viewer: Viewer | null,
  token: string,
  context: ServiceContext = liveContext(),
): Promise<Result<OpenedInvite, "not-found">> {
  const hash = tokenHash(token);
  const invite = hash && (await findInviteByHash(context.db, hash));
  if (!invite) return refuse("not-found");
  const [interview, people] = await Promise.all([
    findInterview(context.db, invite.interviewId),
    findParticipants(context.db, invite.interviewId),
  ]);
  if (!interview) return refuse("not-found");
  const { asker, me } = askerIn(viewer, interview, people);
  if (!may(asker, "invite:open", interview.status)) return refuse("not-found");
  const chosenCase = await caseOf(context, interview);
  const taken = people.filter(
    (person) =>
      !person.removedAt &&
      (person.role === invite.role || (invite.role === "candidate" && person.role === "solo")),
  ).length;
  return ok({
    interviewId: interview.id,
    role: invite.role,
    caseTitle: chosenCase.title,
    hostName: people.find((person) => person.userId === interview.hostId)?.name ?? null,
    level: interview.level,
    lengthMinutes: interview.lengthMinutes,
    scheduledFor: interview.scheduledFor,
    status: interview.status,
    myRole: me?.role ?? null,
    isFull: taken >= SEATS[invite.role],
  });
}

export type AcceptRefusal = "not-found" | "taken" | "full" | "ended" | "other-role";

/**
 * Takes the seat a link offers. Pressing twice, or from two tabs, takes one seat.
 *
 * @returns `other-role` when the viewer already sits in this interview in another role
 */
export async function acceptInvite(
  viewer: Viewer,
  token: string,
  context: ServiceContext = liveContext(),
): Promise<Result<{ interviewId: InterviewId }, AcceptRefusal>> {
  const hash = tokenHash(token);
  if (!hash) return refuse("not-found");
  const { outcome, interviewId } = await acceptInviteRow(context.db, hash, viewer.userId);
  switch (outcome) {
    case "joined":
    case "already":
      if (!interviewId) return refuse("not-found");
      if (outcome === "joined") announceNotice({ type: "people-changed", interviewId });
      return ok({ interviewId });
    case "not-found":
    case "taken":
    case "full":
    case "ended":
    case "other-role":
      return refuse(outcome);
    default:
      return outcome satisfies never;
  }
}
