/** What a live room knows of its interview beside the logs. */
import { z } from "zod";
import { InterviewId, ParticipantNumber, type SignInId, type UserId } from "@/lib/domain/ids";
import { InterviewState } from "@/lib/domain/interview";
import { ParticipantRole } from "@/lib/domain/roles";
import type { Pool } from "./pool";

export interface RoomPerson {
  participant: ParticipantNumber;
  name: string;
  role: ParticipantRole;
}

export interface RoomRecord {
  state: InterviewState;
  version: number;
  sharedLog: number;
  privateLog: number;
  /** Those who hold a seat now, by number. */
  people: RoomPerson[];
  /** Participants who have submitted their card. */
  submitted: number[];
}

const Row = z.object({
  state: InterviewState,
  version: z.int(),
  shared_log: z.coerce.number(),
  private_log: z.coerce.number(),
  people: z.array(
    z.object({ participant: ParticipantNumber, name: z.string(), role: ParticipantRole }),
  ),
  submitted: z.array(z.int()),
});

/** Shown for an author who has deleted their account while the seat is still listed. */
const NAMELESS = "Someone who left";

/** One statement, so that state, people and cards are of the same moment. Null: no such interview. */
export async function readRoomRecord(
  pool: Pool,
  interviewId: InterviewId,
): Promise<RoomRecord | null> {
  const { rows } = await pool.query(
    `SELECT i.state, i.version, i.shared_log, i.private_log,
       (SELECT coalesce(json_agg(json_build_object(
          'participant', p.number, 'name', coalesce(u.name, $2), 'role', p.role) ORDER BY p.number), '[]')
        FROM participants p LEFT JOIN users u ON u.id = p.user_id
        WHERE p.interview_id = i.id AND p.removed_at IS NULL) AS people,
       (SELECT coalesce(json_agg(s.author ORDER BY s.author), '[]')
        FROM scorecards s WHERE s.interview_id = i.id AND s.submitted_at IS NOT NULL) AS submitted
     FROM interviews i WHERE i.id = $1`,
    [interviewId, NAMELESS],
  );
  if (rows.length === 0) return null;
  const row = Row.parse(rows[0]);
  return {
    state: row.state,
    version: row.version,
    sharedLog: row.shared_log,
    privateLog: row.private_log,
    people: row.people,
    submitted: row.submitted,
  };
}

/** What decides whether somebody may enter a room. */
export interface AdmissionRecord {
  hostId: UserId | null;
  state: InterviewState;
  /** Their seat, also one that was taken away. */
  seat: {
    number: ParticipantNumber;
    userId: UserId;
    name: string;
    role: ParticipantRole;
    removedAt: Date | null;
  } | null;
}

const Admission = z.object({
  host_id: z.string().nullable(),
  state: InterviewState,
  number: ParticipantNumber.nullable(),
  name: z.string().nullable(),
  role: ParticipantRole.nullable(),
  removed_at: z.date().nullable(),
});

/**
 * One statement: after a restart everybody asks at once. Null: there is no such interview, or the
 * sign-in has ended.
 */
export async function readAdmission(
  pool: Pool,
  { userId, signInId }: { userId: UserId; signInId: SignInId },
  interviewId: InterviewId,
): Promise<AdmissionRecord | null> {
  const { rows } = await pool.query({
    name: "admission",
    text: `SELECT i.host_id, i.state, p.number, u.name, p.role, p.removed_at
      FROM sign_ins s
      JOIN users u ON u.id = s.user_id
      JOIN interviews i ON i.id = $3
      LEFT JOIN participants p ON p.interview_id = i.id AND p.user_id = s.user_id
      WHERE s.id = $1 AND s.user_id = $2 AND s.revoked_at IS NULL AND s.expires_at > now()`,
    values: [signInId, userId, interviewId],
  });
  if (rows.length === 0) return null;
  const { host_id, state, number, name, role, removed_at } = Admission.parse(rows[0]);
  const hasSeat = number !== null && role !== null && name !== null;
  return {
    hostId: host_id as UserId | null,
    state,
    seat: hasSeat ? { number, userId, name, role, removedAt: removed_at } : null,
  };
}

/** Versions of these interviews as they are now; one that is missing was deleted. */
export async function readVersions(
  pool: Pool,
  interviewIds: readonly InterviewId[],
): Promise<Map<InterviewId, number>> {
  const { rows } = await pool.query<{ id: InterviewId; version: number }>(
    "SELECT id, version FROM interviews WHERE id = ANY ($1::uuid[])",
    [interviewIds],
  );
  return new Map(rows.map((row) => [row.id, row.version]));
}

/** Notes since when nobody is in the room, or that somebody is. */
export async function markEmpty(
  pool: Pool,
  interviewId: InterviewId,
  isEmpty: boolean,
): Promise<void> {
  await pool.query(
    `UPDATE interviews SET empty_since = CASE WHEN $2 THEN now() END
     WHERE id = $1 AND (empty_since IS NULL) = $2`,
    [interviewId, isEmpty],
  );
}

/** After a crash nobody has said goodbye: live rooms count as empty from now on. */
export async function markAllLiveEmpty(pool: Pool): Promise<void> {
  await pool.query(
    "UPDATE interviews SET empty_since = now() WHERE status = 'live' AND empty_since IS NULL",
  );
}

/** Interviews in this status whose last person left, or whose state began, so long ago. */
export async function findAbandoned(pool: Pool, emptyForMs: number): Promise<InterviewId[]> {
  return findIds(
    pool,
    "SELECT id FROM interviews WHERE status = 'live' AND empty_since < now() - $1 * interval '1 ms'",
    emptyForMs,
  );
}

export async function findLapsedDebriefs(pool: Pool, olderThanMs: number): Promise<InterviewId[]> {
  return findIds(
    pool,
    "SELECT id FROM interviews WHERE status = 'debrief' AND state_at < now() - $1 * interval '1 ms'",
    olderThanMs,
  );
}

async function findIds(pool: Pool, sql: string, ms: number): Promise<InterviewId[]> {
  const { rows } = await pool.query<{ id: string }>(sql, [ms]);
  return rows.map((row) => InterviewId.parse(row.id));
}

export interface Seat {
  interviewId: InterviewId;
  participant: number;
}

/** Which of these seats were taken away. */
export async function findLostSeats(pool: Pool, seats: readonly Seat[]): Promise<Seat[]> {
  const { rows } = await pool.query<{ interview: InterviewId; number: number }>(
    `SELECT s.interview, s.number
     FROM unnest($1::uuid[], $2::int[]) AS s (interview, number)
     WHERE NOT EXISTS (
       SELECT FROM participants p
       WHERE p.interview_id = s.interview AND p.number = s.number AND p.removed_at IS NULL)`,
    [seats.map((seat) => seat.interviewId), seats.map((seat) => seat.participant)],
  );
  return rows.map(({ interview, number }) => ({ interviewId: interview, participant: number }));
}

/** Which of these sign-ins still hold. */
export async function findValidSignIns(
  pool: Pool,
  signInIds: readonly SignInId[],
): Promise<Set<SignInId>> {
  const { rows } = await pool.query<{ id: SignInId }>(
    `SELECT id FROM sign_ins
     WHERE id = ANY ($1::uuid[]) AND revoked_at IS NULL AND expires_at > now()`,
    [signInIds],
  );
  return new Set(rows.map((row) => row.id));
}
