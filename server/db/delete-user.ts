/**
 * Deleting a person: what is theirs alone goes with them, what somebody else can still
 * open stays without their name.
 */
import { z } from "zod";
import { InterviewId, SignInId, type UserId } from "@/lib/domain/ids";
import type { Db } from "./client";

const Affected = z.array(
  z.object({
    id: InterviewId,
    status: z.string(),
    is_shared: z.boolean(),
    is_present: z.boolean(),
  }),
);

export interface AffectedInterview {
  id: InterviewId;
  status: string;
  /** Somebody else can still open it, so it stays. */
  isShared: boolean;
  /** The person still has a seat in it. */
  isPresent: boolean;
}

/** The interviews a person hosts or takes part in, and which of them others can open too. */
export async function findInterviewsTouchedBy(
  db: Db,
  userId: UserId,
): Promise<AffectedInterview[]> {
  const rows = Affected.parse(
    await db.$queryRaw`
      SELECT i.id::text, i.status,
             (i.host_id IS NOT NULL AND i.host_id <> ${userId}::uuid) OR EXISTS (
               SELECT 1 FROM participants o
                WHERE o.interview_id = i.id AND o.user_id <> ${userId}::uuid AND o.removed_at IS NULL
             ) AS is_shared,
             me.number IS NOT NULL AND me.removed_at IS NULL AS is_present
        FROM interviews i
        LEFT JOIN participants me ON me.interview_id = i.id AND me.user_id = ${userId}::uuid
       WHERE i.host_id = ${userId}::uuid OR me.number IS NOT NULL`,
  );
  return rows.map((row) => ({
    id: row.id,
    status: row.status,
    isShared: row.is_shared,
    isPresent: row.is_present,
  }));
}

const Deleted = z
  .array(z.object({ sign_ins: z.array(SignInId), interviews: z.array(InterviewId) }))
  .length(1);

/**
 * Deletes a person with everything that is theirs alone: sign-ins, reset links, the
 * interviews nobody else can open with their recordings and cards, and elsewhere their
 * unfinished cards and, where they were the only interviewer, the private notes.
 *
 * One transaction: either all of it is gone or nothing.
 *
 * @returns the sign-ins that counted until now, and the interviews that are gone
 */
export async function deleteUser(
  db: Db,
  userId: UserId,
): Promise<{ signIns: SignInId[]; interviews: InterviewId[] }> {
  // First, so that the statement after it sees the entries that a room was storing just now. Those
  // that come later wait, and find their log gone.
  const lock = db.$queryRaw`
    WITH touched AS MATERIALIZED (
      SELECT i.shared_log, i.private_log FROM interviews i
       WHERE i.host_id = ${userId}::uuid OR EXISTS (
         SELECT 1 FROM participants me WHERE me.interview_id = i.id AND me.user_id = ${userId}::uuid
       )
       ORDER BY i.id FOR UPDATE
    )
    SELECT h.id FROM log_heads h
     WHERE h.id IN (SELECT shared_log FROM touched UNION ALL SELECT private_log FROM touched)
     ORDER BY h.id FOR UPDATE`;
  const [, deleted] = await db.$transaction([
    lock,
    db.$queryRaw`
      WITH touched AS (
        SELECT i.id, i.shared_log, i.private_log, me.number AS seat, me.role,
               (i.host_id IS NOT NULL AND i.host_id <> ${userId}::uuid) OR EXISTS (
                 SELECT 1 FROM participants o
                  WHERE o.interview_id = i.id AND o.user_id <> ${userId}::uuid
                    AND o.removed_at IS NULL
               ) AS is_shared
          FROM interviews i
          LEFT JOIN participants me ON me.interview_id = i.id AND me.user_id = ${userId}::uuid
         WHERE i.host_id = ${userId}::uuid OR me.number IS NOT NULL
      ), gone AS (
        SELECT * FROM touched WHERE NOT is_shared
      ), silenced AS (
        -- Notes that nobody is left to read: only interviewers see the private plane. The
        -- interview gets an empty log under another id, so that nothing a live room still
        -- has to store of the old one finds a place.
        SELECT t.id, private_log AS log, nextval('log_heads_id_seq') AS fresh_log FROM touched t
         WHERE t.is_shared AND t.role = 'interviewer' AND NOT EXISTS (
           SELECT 1 FROM participants o
            WHERE o.interview_id = t.id AND o.role = 'interviewer'
              AND o.user_id <> ${userId}::uuid AND o.removed_at IS NULL
         )
      ), logs AS (
        SELECT shared_log AS log FROM gone
        UNION ALL SELECT private_log FROM gone
        UNION ALL SELECT log FROM silenced
      ), entries AS (
        DELETE FROM log_entries USING logs WHERE log_entries.log = logs.log
      ), keyframes AS (
        DELETE FROM log_keyframes USING logs WHERE log_keyframes.log = logs.log
      ), senders AS (
        DELETE FROM log_senders USING logs WHERE log_senders.log = logs.log
      ), clients AS (
        DELETE FROM log_clients USING logs WHERE log_clients.log = logs.log
      ), heads AS (
        DELETE FROM log_heads USING logs WHERE log_heads.id = logs.log
      ), fresh_heads AS (
        INSERT INTO log_heads (id) SELECT fresh_log FROM silenced
      ), renewed AS (
        UPDATE interviews SET private_log = silenced.fresh_log
          FROM silenced WHERE interviews.id = silenced.id
      ), drafts AS (
        DELETE FROM scorecards USING touched t
         WHERE t.is_shared AND scorecards.interview_id = t.id AND scorecards.author = t.seat
           AND scorecards.submitted_at IS NULL
      ), interviews_gone AS (
        DELETE FROM interviews USING gone WHERE interviews.id = gone.id RETURNING interviews.id
      ), signed_in AS (
        SELECT id FROM sign_ins WHERE user_id = ${userId}::uuid AND revoked_at IS NULL
      ), person AS (
        DELETE FROM users WHERE id = ${userId}::uuid
      )
      SELECT ARRAY(SELECT id::text FROM signed_in) AS sign_ins,
             ARRAY(SELECT id::text FROM interviews_gone) AS interviews`,
  ]);
  const row = Deleted.parse(deleted)[0];
  if (!row) throw new Error("The statement always returns one row.");
  return { signIns: row.sign_ins, interviews: row.interviews };
}
