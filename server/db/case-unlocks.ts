/** What people have had to do with cases: what they unlocked, and the seats they held. */
import { z } from "zod";
import { InterviewId, type UserId } from "@/lib/domain/ids";
import { type CaseState, NO_STATE } from "@/lib/domain/library/case-state";
import { ParticipantRole } from "@/lib/domain/roles";
import type { Db } from "./client";

/** Notes that a person reads the interviewer's half of a case from now on. The first time counts. */
export async function insertCaseUnlock(db: Db, userId: UserId, caseId: string): Promise<void> {
  await db.caseUnlock.createMany({ data: [{ userId, caseId }], skipDuplicates: true });
}

const SeatRows = z.array(
  z.object({
    case_id: z.string(),
    attempts: z.int(),
    last_attempt_at: z.date().nullable(),
    has_interviewed: z.boolean(),
  }),
);

/**
 * A person's state of every case they have had to do with.
 *
 * An attempt is a seat as candidate or solo, still held, in an interview that has come to its end.
 * Whoever was an interviewer once has had the brief, also if they were removed since.
 */
export async function findCaseStates(db: Db, userId: UserId): Promise<Map<string, CaseState>> {
  const [unlocks, rows] = await Promise.all([
    db.caseUnlock.findMany({ where: { userId } }),
    db.$queryRaw`
      WITH seats AS (
        SELECT i.case_id, p.role = 'interviewer' AS interviewed,
               CASE WHEN p.role IN ('candidate', 'solo') AND p.removed_at IS NULL
                     AND i.status IN ('debrief', 'finished')
                    THEN to_timestamp((i.state->>'endedAt')::double precision / 1000) END AS attempted_at
          FROM participants p JOIN interviews i ON i.id = p.interview_id
         WHERE p.user_id = ${userId}::uuid AND p.role <> 'observer'
      )
      SELECT case_id, count(attempted_at)::int AS attempts, max(attempted_at) AS last_attempt_at,
             bool_or(interviewed) AS has_interviewed
        FROM seats GROUP BY case_id`,
  ]);
  const states = new Map<string, CaseState>();
  for (const row of SeatRows.parse(rows)) {
    if (row.attempts === 0 && !row.has_interviewed) continue;
    states.set(row.case_id, {
      attempts: row.attempts,
      lastAttemptAt: row.last_attempt_at,
      hasInterviewed: row.has_interviewed,
      unlockedAt: null,
    });
  }
  for (const { caseId, unlockedAt } of unlocks)
    states.set(caseId, { ...(states.get(caseId) ?? NO_STATE), unlockedAt });
  return states;
}

export interface CaseAttempt {
  interviewId: InterviewId;
  role: ParticipantRole;
  /** Finished interviews have a review; the others are in their debrief. */
  isFinished: boolean;
  endedAt: Date;
}

const Ended = z.object({ endedAt: z.int().min(0) });

/** A person's attempts at a case, the last one first. */
export async function findCaseAttempts(
  db: Db,
  userId: UserId,
  caseId: string,
  limit: number,
): Promise<CaseAttempt[]> {
  const rows = await db.participant.findMany({
    where: {
      userId,
      role: { in: ["candidate", "solo"] },
      removedAt: null,
      interview: { caseId, status: { in: ["debrief", "finished"] } },
    },
    select: { role: true, interview: { select: { id: true, status: true, state: true } } },
    orderBy: { interview: { stateAt: "desc" } },
    take: limit,
  });
  return rows.map(({ role, interview }) => ({
    interviewId: InterviewId.parse(interview.id),
    role: ParticipantRole.parse(role),
    isFinished: interview.status === "finished",
    endedAt: new Date(Ended.parse(interview.state).endedAt),
  }));
}
