/**
 * Live interviews with their people, signed in, by the hundred.
 *
 * One interview is made through the product's own service and started; the others are copies of its
 * rows, each with people of its own. Thousands take a second or two.
 */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { planFor } from "@/lib/domain/content/framework-plan";
import { InterviewId, SignInId, UserId } from "@/lib/domain/ids";
import { stepInterview } from "@/lib/domain/interview";
import type { ParticipantRole } from "@/lib/domain/roles";
import { signInCookie } from "@/server/auth/cookies";
import { provideAuthSettings } from "@/server/auth/settings";
import { signInToken } from "@/server/auth/sign-in-token";
import { loadContent } from "@/server/content/load-content";
import { storeContentVersions } from "@/server/db/content-versions";
import { findInterview } from "@/server/db/interviews";
import { connectDatabase } from "@/server/db/open-database";
import { createInterview } from "@/server/services/create-interview";
import target from "../target.json" with { type: "json" };

/** A seat in a room, with what the browser of the person in it sends. */
export interface Seat {
  interviewId: InterviewId;
  role: ParticipantRole;
  headers: Record<string, string>;
}

export interface BenchRoom {
  interviewId: InterviewId;
  seats: Seat[];
}

const SIGNED_IN_SECONDS = 6 * 60 * 60;

const TABLES =
  "users, interviews, log_heads, log_entries, log_keyframes, log_senders, log_clients, throttles";

/** Who sits where: the two who write come first. */
function roleAt(seat: number): ParticipantRole {
  return seat === 0 ? "interviewer" : seat === 1 ? "candidate" : "observer";
}

/**
 * Empties the database and fills it.
 *
 * @param url where the app is, for the origin of its people's requests
 */
export async function makeRooms(
  databaseUrl: string,
  url: string,
  { rooms, seats }: { rooms: number; seats: number },
): Promise<BenchRoom[]> {
  provideAuthSettings({ secret: target.env.NEXTAUTH_SECRET, appUrl: null });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`TRUNCATE ${TABLES} CASCADE`);
    const pattern = await makePattern(databaseUrl, client);
    const interviewIds = Array.from({ length: rooms }, () => InterviewId.parse(randomUUID()));
    await copyInterviews(client, pattern, interviewIds);
    const people = interviewIds.flatMap((interviewId) =>
      Array.from({ length: seats }, (_, seat) => ({
        interviewId,
        seat,
        userId: UserId.parse(randomUUID()),
        signInId: SignInId.parse(randomUUID()),
      })),
    );
    await seatPeople(client, people);
    await client.query(`VACUUM ANALYZE ${TABLES}`);
    await client.query("CHECKPOINT");

    const { name } = signInCookie(false);
    const taken = await Promise.all(
      people.map(async ({ interviewId, seat, signInId }): Promise<Seat> => {
        const cookie = `${name}=${await signInToken(signInId, SIGNED_IN_SECONDS)}`;
        return {
          interviewId,
          role: roleAt(seat),
          headers: { cookie, origin: new URL(url).origin },
        };
      }),
    );
    return interviewIds.map((interviewId, i) => ({
      interviewId,
      seats: taken.slice(i * seats, (i + 1) * seats),
    }));
  } finally {
    await client.end();
  }
}

/** One live interview as the product makes it, with nobody's seat but the host's. */
async function makePattern(databaseUrl: string, client: pg.Client): Promise<InterviewId> {
  const db = connectDatabase(databaseUrl);
  try {
    const content = loadContent();
    await storeContentVersions(db, content);
    const userId = UserId.parse(randomUUID());
    await client.query("INSERT INTO users (id, name) VALUES ($1, 'Host')", [userId]);
    const [chosenCase] = content.cases.values();
    const [framework] = content.frameworks.values();
    if (!chosenCase || !framework) throw new Error("There is no content");
    const lengthMinutes = 60;
    const made = await createInterview(
      {
        userId,
        name: "Host",
        isGuest: true,
        isAdmin: false,
        isCoach: false,
        signInId: SignInId.parse(userId),
      },
      {
        role: "interviewer",
        caseId: chosenCase.id,
        frameworkId: framework.id,
        rubricId: content.defaultRubric.id,
        // With the section starters: a room with something in it.
        mode: "guided",
        lengthMinutes,
        level: "senior",
        minutes: planFor(framework, lengthMinutes).map(({ minutes }) => minutes),
        callLink: null,
        scheduledFor: null,
      },
      { db, content, secret: target.env.NEXTAUTH_SECRET },
    );
    if (!made.ok) throw new Error(`The interview was refused: ${made.code}`);
    const { interviewId } = made.value;
    const interview = await findInterview(db, interviewId);
    if (!interview) throw new Error("The interview is not there");
    const live = stepInterview(interview.state, { type: "start" }, interview.plan, Date.now());
    if (!live.ok) throw new Error(`The interview does not start: ${live.code}`);
    await client.query(
      "UPDATE interviews SET state = $2, status = 'live', version = 1 WHERE id = $1",
      [interviewId, live.value],
    );
    return interviewId;
  } finally {
    await db.$disconnect();
  }
}

async function copyInterviews(
  client: pg.Client,
  pattern: InterviewId,
  interviewIds: readonly InterviewId[],
): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE copies AS
       SELECT id, nextval('log_heads_id_seq') AS shared, nextval('log_heads_id_seq') AS private
       FROM unnest($1::uuid[]) AS id`,
    [interviewIds],
  );
  for (const plane of ["shared", "private"]) {
    const from = `FROM interviews i, copies WHERE i.id = $1`;
    const log = `i.${plane}_log`;
    await client.query(
      `INSERT INTO log_heads (id, last_number, last_at, keyframe_number, keyframe_bytes, bytes_since)
         SELECT c.${plane}, h.last_number, h.last_at, 0, 0, h.bytes_since
         FROM (SELECT i.*, copies.${plane} ${from}) AS c JOIN log_heads h ON h.id = c.${plane}_log`,
      [pattern],
    );
    await client.query(
      `INSERT INTO log_entries (log, number, author, at, data)
         SELECT copies.${plane}, e.number, e.author, e.at, e.data
         FROM interviews i, copies, log_entries e WHERE i.id = $1 AND e.log = ${log}`,
      [pattern],
    );
  }
  await client.query(
    `INSERT INTO interviews
       SELECT (jsonb_populate_record(i, jsonb_build_object(
         'id', copies.id, 'shared_log', copies.shared, 'private_log', copies.private))).*
       FROM interviews i, copies WHERE i.id = $1`,
    [pattern],
  );
  await client.query("DROP TABLE copies");
}

interface NewPerson {
  interviewId: InterviewId;
  seat: number;
  userId: UserId;
  signInId: SignInId;
}

async function seatPeople(client: pg.Client, people: readonly NewPerson[]): Promise<void> {
  const column = <K extends keyof NewPerson>(key: K) => people.map((person) => person[key]);
  await client.query(
    "INSERT INTO users (id, name) SELECT id, 'Somebody' FROM unnest($1::uuid[]) AS id",
    [column("userId")],
  );
  await client.query(
    `INSERT INTO sign_ins (id, user_id, expires_at)
       SELECT id, user_id, now() + interval '1 day' FROM unnest($1::uuid[], $2::uuid[]) AS s (id, user_id)`,
    [column("signInId"), column("userId")],
  );
  await client.query(
    `INSERT INTO participants (interview_id, number, user_id, role)
       SELECT * FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[])`,
    [
      column("interviewId"),
      people.map(({ seat }) => seat + 1),
      column("userId"),
      people.map(({ seat }) => roleAt(seat)),
    ],
  );
}
