/** May this viewer enter this interview's room, and as what. The database says, never the request. */
import type { InterviewId, ParticipantNumber } from "@/lib/domain/ids";
import type { InterviewStatus } from "@/lib/domain/interview";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { type Asker, may } from "@/lib/domain/roles";
import { SOCKET_REQUESTS } from "@/lib/domain/surfaces";
import type { Viewer } from "@/lib/domain/viewer";
import type { Db } from "../db/client";
import type { RoomPerson } from "../db/room-records";
import { findViewer } from "../db/sign-ins";
import { requirePermission } from "../services/authorize";

export interface Admitted {
  interviewId: InterviewId;
  asker: Asker;
  participant: ParticipantNumber;
  person: RoomPerson;
  status: InterviewStatus;
}

/**
 * @param viewer who they were when the connection was made; it may have waited since they signed out
 * @returns `not-found` alike for strangers, those who were removed, and what does not exist
 */
export async function admit(
  db: Db,
  viewer: Viewer,
  interviewId: InterviewId,
): Promise<Result<Admitted, "not-found" | "cancelled" | "already-ended" | "not-allowed">> {
  const [current, access] = await Promise.all([
    findViewer(db, viewer.signInId),
    requirePermission(db, viewer, interviewId, "interview:view"),
  ]);
  if (!current || !access.ok) return refuse("not-found");
  const { asker, me, interview } = access.value;
  // A host who gave the seat up sees the interview's page, but has no place in its room.
  if (!me) return refuse("not-found");
  const { status } = interview;
  if (!may(asker, SOCKET_REQUESTS["/room room:join"], status)) {
    if (status === "cancelled") return refuse("cancelled");
    return refuse(status === "finished" ? "already-ended" : "not-allowed");
  }
  const person = { participant: me.number, name: me.name ?? viewer.name, role: me.role };
  return ok({ interviewId, asker, participant: me.number, person, status });
}
