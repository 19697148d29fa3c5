/**
 * The one guard of services about interviews. It reads the rows, asks the permission
 * table, and answers a stranger, a missing interview and a forbidden action of an
 * outsider alike: `not-found`.
 */
import type { InterviewId } from "@/lib/domain/ids";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { type Action, type Asker, may } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import type { Db } from "../db/client";
import {
  findInterview,
  findParticipants,
  type InterviewRecord,
  type ParticipantRecord,
} from "../db/interviews";

export interface Access {
  interview: InterviewRecord;
  /** Everybody who is or was in the interview. */
  people: ParticipantRecord[];
  /** The viewer's own seat; null for a host who left it. */
  me: ParticipantRecord | null;
  asker: Asker;
}

export type AccessRefusal = "not-found" | "not-allowed";

export function askerIn<P extends Pick<ParticipantRecord, "userId" | "role" | "removedAt">>(
  viewer: Viewer | null,
  interview: Pick<InterviewRecord, "hostId">,
  people: readonly P[],
): { asker: Asker; me: P | null } {
  const seat = viewer ? people.find((person) => person.userId === viewer.userId) : undefined;
  const me = seat && !seat.removedAt ? seat : null;
  const standing = !viewer ? "anonymous" : me ? me.role : seat ? "removed" : "outsider";
  return {
    me,
    asker: {
      standing,
      isHost: viewer !== null && interview.hostId === viewer.userId,
      isAdmin: viewer?.isAdmin ?? false,
      isCoach: viewer?.isCoach ?? false,
    },
  };
}

/**
 * Opens an interview for one action.
 *
 * @returns `not-allowed` only to somebody who may see the interview at all, so that
 * nothing tells a stranger whether it exists
 */
export async function requirePermission(
  db: Db,
  viewer: Viewer | null,
  interviewId: InterviewId,
  action: Action,
): Promise<Result<Access, AccessRefusal>> {
  const [interview, people] = await Promise.all([
    findInterview(db, interviewId),
    findParticipants(db, interviewId),
  ]);
  if (!interview) return refuse("not-found");
  const { asker, me } = askerIn(viewer, interview, people);
  if (!may(asker, "interview:view", interview.status)) return refuse("not-found");
  if (!may(asker, action, interview.status)) return refuse("not-allowed");
  return ok({ interview, people, me, asker });
}

/** Whether somebody may do what is not about one interview. */
export function mayHere(viewer: Viewer | null, action: Action): boolean {
  const asker = {
    standing: viewer ? "outsider" : "anonymous",
    isHost: false,
    isAdmin: viewer?.isAdmin ?? false,
    isCoach: viewer?.isCoach ?? false,
  } as const;
  return may(asker, action, null);
}
