import { z } from "zod";
import type { InterviewId, UserId } from "@/lib/domain/ids";
import { ParticipantNumber } from "@/lib/domain/ids";
import { InterviewState, type InterviewStatus } from "@/lib/domain/interview";
import { InterviewMode } from "@/lib/domain/interview-mode";
import { InterviewLength, Level, Plan } from "@/lib/domain/plan";
import { ParticipantRole } from "@/lib/domain/roles";
import type { Db } from "./client";

/** Kind, id and version of the content an interview was made with. */
export interface ContentRef {
  id: string;
  version: number;
}

export interface InterviewRecord {
  id: InterviewId;
  hostId: UserId | null;
  createdAt: Date;
  scheduledFor: Date | null;
  isSolo: boolean;
  level: Level;
  mode: InterviewMode;
  lengthMinutes: InterviewLength;
  case: ContentRef;
  framework: ContentRef;
  rubric: ContentRef;
  plan: Plan;
  callLink: string | null;
  state: InterviewState;
  status: InterviewStatus;
  version: number;
}

export interface ParticipantRecord {
  number: ParticipantNumber;
  userId: UserId | null;
  /** Null once the person has deleted their account. */
  name: string | null;
  role: ParticipantRole;
  joinedAt: Date;
  removedAt: Date | null;
}

type InterviewRow = NonNullable<Awaited<ReturnType<Db["interview"]["findUnique"]>>>;

// The rows were written by this code, but the parse keeps a hand-edited one from spreading.
function toRecord(row: InterviewRow): InterviewRecord {
  const state = InterviewState.parse(row.state);
  return {
    id: row.id as InterviewId,
    hostId: row.hostId as UserId | null,
    createdAt: row.createdAt,
    scheduledFor: row.scheduledFor,
    isSolo: row.isSolo,
    level: Level.parse(row.level),
    mode: InterviewMode.parse(row.mode),
    lengthMinutes: InterviewLength.parse(row.lengthMinutes),
    case: { id: row.caseId, version: row.caseVersion },
    framework: { id: row.frameworkId, version: row.frameworkVersion },
    rubric: { id: row.rubricId, version: row.rubricVersion },
    plan: Plan.parse(row.plan),
    callLink: row.callLink,
    state,
    status: state.status,
    version: row.version,
  };
}

const withName = { user: { select: { name: true } } } as const;

interface ParticipantRow {
  number: number;
  userId: string | null;
  role: string;
  joinedAt: Date;
  removedAt: Date | null;
  user: { name: string } | null;
}

function toParticipant(row: ParticipantRow): ParticipantRecord {
  return {
    number: ParticipantNumber.parse(row.number),
    userId: row.userId as UserId | null,
    name: row.user?.name ?? null,
    role: ParticipantRole.parse(row.role),
    joinedAt: row.joinedAt,
    removedAt: row.removedAt,
  };
}

export interface NewInterview {
  id: InterviewId;
  hostId: UserId;
  hostRole: ParticipantRole;
  scheduledFor: Date | null;
  level: Level;
  mode: InterviewMode;
  lengthMinutes: InterviewLength;
  case: ContentRef;
  framework: ContentRef;
  rubric: ContentRef;
  plan: Plan;
  callLink: string | null;
  state: InterviewState;
  /** Entry 1 of the two logs, in the shape of lib/recording/log-entry.ts. */
  sharedStarter: Uint8Array;
  privateStarter: Uint8Array;
  invites: readonly NewInvite[];
}

export interface NewInvite {
  id: string;
  role: string;
  tokenHash: Uint8Array;
  expiresAt: Date;
}

const HeadId = z.array(z.object({ id: z.bigint() })).length(2);

/**
 * Stores an interview with its host, its links and both logs, the starter content
 * being entry 1 of each: all or nothing.
 */
export async function insertInterview(db: Db, interview: NewInterview): Promise<void> {
  // Two ids are taken first, so that the rest is one batch; a failed batch only leaves a hole in the ids.
  const ids = HeadId.parse(
    await db.$queryRaw`SELECT nextval('log_heads_id_seq') AS id FROM generate_series(1, 2)`,
  );
  const [sharedLog, privateLog] = [ids[0]?.id ?? 0n, ids[1]?.id ?? 0n];
  const at = new Date();
  const starters = [
    { log: sharedLog, data: interview.sharedStarter },
    { log: privateLog, data: interview.privateStarter },
  ];
  await db.$transaction([
    db.logHead.createMany({
      data: starters.map(({ log, data }) => ({
        id: log,
        lastNumber: 1n,
        lastAt: at,
        bytesSince: BigInt(data.byteLength),
      })),
    }),
    db.logEntry.createMany({
      data: starters.map(({ log, data }) => ({
        log,
        number: 1n,
        author: 0,
        at,
        data: Uint8Array.from(data),
      })),
    }),
    db.interview.create({
      data: {
        id: interview.id,
        hostId: interview.hostId,
        scheduledFor: interview.scheduledFor,
        isSolo: interview.hostRole === "solo",
        level: interview.level,
        mode: interview.mode,
        lengthMinutes: interview.lengthMinutes,
        caseId: interview.case.id,
        caseVersion: interview.case.version,
        frameworkId: interview.framework.id,
        frameworkVersion: interview.framework.version,
        rubricId: interview.rubric.id,
        rubricVersion: interview.rubric.version,
        plan: interview.plan,
        callLink: interview.callLink,
        state: interview.state,
        status: interview.state.status,
        sharedLog,
        privateLog,
        participants: {
          create: { number: 1, userId: interview.hostId, role: interview.hostRole },
        },
        invites: {
          create: interview.invites.map((invite) => ({
            ...invite,
            tokenHash: Uint8Array.from(invite.tokenHash),
          })),
        },
      },
    }),
  ]);
}

export async function findInterview(db: Db, id: InterviewId): Promise<InterviewRecord | null> {
  const row = await db.interview.findUnique({ where: { id } });
  return row && toRecord(row);
}

/** Everybody who is or was in the interview, by number. */
export async function findParticipants(db: Db, id: InterviewId): Promise<ParticipantRecord[]> {
  const rows = await db.participant.findMany({
    where: { interviewId: id },
    include: withName,
    orderBy: { number: "asc" },
  });
  return rows.map(toParticipant);
}

export interface ListedInterview {
  interview: InterviewRecord;
  role: ParticipantRole;
  /** When this person came in: what the list is ordered by. */
  joinedAt: Date;
  people: ParticipantRecord[];
}

/** The last interview of a page: the next one begins after it. */
export interface ListPosition {
  joinedAt: Date;
  id: InterviewId;
}

const Position = z.array(z.object({ interview_id: z.uuid() }));

/**
 * Interviews a person takes part in, the one they joined last first, `limit` of them
 * after a position. Walks the index over a person's seats, so a page costs the same
 * however many came before it.
 */
export async function findInterviewsOf(
  db: Db,
  userId: UserId,
  limit: number,
  after?: ListPosition,
): Promise<ListedInterview[]> {
  const page = Position.parse(
    after
      ? await db.$queryRaw`
          SELECT interview_id FROM participants
          WHERE user_id = ${userId}::uuid AND removed_at IS NULL
            AND (joined_at, interview_id) < (${after.joinedAt}::timestamptz, ${after.id}::uuid)
          ORDER BY joined_at DESC, interview_id DESC LIMIT ${limit}`
      : await db.$queryRaw`
          SELECT interview_id FROM participants
          WHERE user_id = ${userId}::uuid AND removed_at IS NULL
          ORDER BY joined_at DESC, interview_id DESC LIMIT ${limit}`,
  );
  const rows = await db.interview.findMany({
    where: { id: { in: page.map((row) => row.interview_id) } },
    include: { participants: { include: withName, orderBy: { number: "asc" } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return page.flatMap(({ interview_id }) => {
    const row = byId.get(interview_id);
    const people = row?.participants.map(toParticipant);
    const mine = people?.find((person) => person.userId === userId);
    // Deleted or left between the two queries.
    if (!row || !people || !mine) return [];
    return [{ interview: toRecord(row), role: mine.role, joinedAt: mine.joinedAt, people }];
  });
}

/** Marks a participant as gone; their number and what they wrote stay. */
export async function markRemoved(
  db: Db,
  interviewId: InterviewId,
  number: ParticipantNumber,
): Promise<boolean> {
  const { count } = await db.participant.updateMany({
    where: { interviewId, number, removedAt: null },
    data: { removedAt: new Date() },
  });
  return count === 1;
}

/** Deletes an interview with its recording, cards and links: nothing of it is left. */
export async function deleteInterview(db: Db, id: InterviewId): Promise<void> {
  const row = await db.interview.findUnique({
    where: { id },
    select: { sharedLog: true, privateLog: true },
  });
  if (!row) return;
  const logs = { in: [row.sharedLog, row.privateLog] };
  await db.$transaction([
    db.interview.deleteMany({ where: { id } }),
    // Heads before entries: a room that appends at this moment holds the head, so what it wrote is
    // there to be deleted, and what waits for the head finds it gone.
    db.logHead.deleteMany({ where: { id: logs } }),
    db.logEntry.deleteMany({ where: { log: logs } }),
    db.logKeyframe.deleteMany({ where: { log: logs } }),
    db.logSender.deleteMany({ where: { log: logs } }),
    db.logClient.deleteMany({ where: { log: logs } }),
  ]);
}
