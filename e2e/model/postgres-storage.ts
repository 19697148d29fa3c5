/** A run's storage in Postgres itself: the real functions, loading and keyframes, over real connections. */
import type { InterviewId, UserId } from "@/lib/domain/ids";
import { readSenders } from "@/server/db/log-clients";
import { LogConnection } from "@/server/db/log-connection";
import { readHead } from "@/server/db/log-heads";
import { readKeyframe } from "@/server/db/log-keyframes";
import { inSnapshot, openPool } from "@/server/db/pool";
import { markEmpty, readRoomRecord } from "@/server/db/room-records";
import { keyframeSaver } from "@/server/realtime/keyframes";
import { loadPlane, loadRoom } from "@/server/realtime/load-room";
import { silentLog } from "@/server/realtime/testing/silent-log";
import type { interviewDatabase } from "@/server/services/testing/interview-database";
import type { ModelPerson, Storage } from "./storage";

type Data = ReturnType<typeof interviewDatabase>;

export interface PostgresStorage extends Storage {
  close(): Promise<void>;
}

/** A live interview with the people of the model in it. */
export async function postgresStorage(data: Data): Promise<PostgresStorage> {
  const { db } = data.context();
  const pool = openPool(data.url());
  const writer = new LogConnection(data.url());
  const ada = await data.person("Ada");
  const interviewId: InterviewId = await data.create(ada);
  const ben = await data.join(ada, interviewId, "candidate", "Ben");
  const ina = await data.join(ada, interviewId, "interviewer", "Ina");
  const olga = await data.join(ada, interviewId, "observer", "Olga");
  await data.command(interviewId, { type: "start" });
  const people: ModelPerson[] = [
    { participant: 1, role: "interviewer", viewer: ada },
    { participant: 2, role: "candidate", viewer: ben },
    { participant: 3, role: "interviewer", viewer: ina },
    { participant: 4, role: "observer", viewer: olga },
  ];
  const record = async () => {
    const found = await readRoomRecord(pool, interviewId);
    if (!found) throw new Error("The interview is there");
    return found;
  };
  const { sharedLog, privateLog } = await record();
  async function countCommands(): Promise<number> {
    const { rows } = await pool.query(
      "SELECT count(*)::int AS count FROM interview_commands WHERE interview_id = $1",
      [interviewId],
    );
    return rows[0].count;
  }

  return {
    interviewId,
    people,
    db,
    pool,
    now: () => Date.now(),
    append: (appends) => writer.append(appends),
    load: () => loadRoom(pool, silentLog, interviewId),
    loadPlane: (log) => loadPlane(pool, silentLog, log),
    saveKeyframe: keyframeSaver(pool, silentLog),
    markEmpty: (isEmpty) => markEmpty(pool, interviewId, isEmpty),
    readRecord: record,
    setRole: async (userId: UserId, role) => {
      await pool.query(
        "UPDATE participants SET role = $3 WHERE interview_id = $1 AND user_id = $2",
        [interviewId, userId, role],
      );
    },
    readLog: async (plane) => {
      const log = plane === "shared" ? sharedLog : privateLog;
      const { rows } = await pool.query(
        `SELECT number::int, author, (extract(epoch FROM at) * 1e6)::float8 AS at, data
         FROM log_entries WHERE log = $1 ORDER BY number`,
        [log],
      );
      return inSnapshot(pool, async (client) => {
        const senders = await readSenders(client, log);
        const head = await readHead(client, log);
        return {
          entries: rows,
          keyframe: await readKeyframe(client, log),
          lastNumber: head?.lastNumber ?? 0,
          senders: new Map(senders.map(({ sender, lastSeq }) => [sender, lastSeq])),
        };
      });
    },
    readInterview: async () => {
      const { state, version } = await record();
      return { state, version, commands: await countCommands() };
    },
    close: async () => {
      await writer.close();
      await pool.end();
    },
  };
}
