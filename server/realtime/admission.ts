/** May this viewer enter this interview's room, and as what. The database says, never the request. */
import type { InterviewId, ParticipantNumber } from "@/lib/domain/ids";
import type { InterviewStatus } from "@/lib/domain/interview";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { type Asker, may } from "@/lib/domain/roles";
import { SOCKET_REQUESTS } from "@/lib/domain/surfaces";
import type { Viewer } from "@/lib/domain/viewer";
import type { Pool } from "../db/pool";
import { type RoomPerson, readAdmission } from "../db/room-records";
import { askerIn } from "../services/authorize";

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
  pool: Pool,
  viewer: Viewer,
  interviewId: InterviewId,
): Promise<Result<Admitted, "not-found" | "cancelled" | "already-ended" | "not-allowed">> {
  const found = await readAdmission(pool, viewer, interviewId);
  if (!found) return refuse("not-found");
  const { asker, me } = askerIn(viewer, found, found.seat ? [found.seat] : []);
  const { status } = found.state;
  // A host who gave the seat up sees the interview's page, but has no place in its room.
  if (!me || !may(asker, "interview:view", status)) return refuse("not-found");
  if (!may(asker, SOCKET_REQUESTS["/room room:join"], status)) {
    if (status === "cancelled") return refuse("cancelled");
    return refuse(status === "finished" ? "already-ended" : "not-allowed");
  }
  const person = { participant: me.number, name: me.name, role: me.role };
  return ok({ interviewId, asker, participant: me.number, person, status });
}
