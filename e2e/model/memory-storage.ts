import { type CommandId, InterviewId, ParticipantNumber, SignInId, UserId } from "@/lib/domain/ids";
import { stepInterview } from "@/lib/domain/interview";
import type { Plan } from "@/lib/domain/plan";
import type { ParticipantRole } from "@/lib/domain/roles";
import { encodeLogItem, SURFACE_DOCUMENT, SURFACE_NOTES } from "@/lib/recording/log-entry";
import { rebuildDocument } from "@/lib/recording/rebuild";
import type { Plane } from "@/lib/room-document/roots";
import { buildNotesStarter, buildStarter } from "@/lib/room-document/starter";
import type { Db } from "@/server/db/client";
import type { Pool } from "@/server/db/pool";
import type { RoomRecord } from "@/server/db/room-records";
import type { StoredPlane } from "@/server/realtime/plane-document";
import type { ModelPerson, Storage, StoredLog } from "./storage";
import { StoredInterview, StoredLogs } from "./stored-logs";

/** Few, so that a run in which phases change often also thins out. */
const MAX_KEYFRAMES = 5;

const PLAN: Plan = ["goal", "data", "model"].map((phaseId) => ({
  phaseId,
  name: phaseId,
  minutes: 15,
  isScored: true,
}));

const CAST: readonly [string, ParticipantRole][] = [
  ["Ada", "interviewer"],
  ["Ben", "candidate"],
  ["Ina", "interviewer"],
  ["Olga", "observer"],
];

const HOST = 1;

function uuid(group: number, n: number): string {
  return `00000000-0000-4000-8${String(group).padStart(3, "0")}-${String(n).padStart(12, "0")}`;
}

const people: readonly ModelPerson[] = CAST.map(([name, role], i) => ({
  participant: i + 1,
  role,
  viewer: {
    userId: UserId.parse(uuid(1, i + 1)),
    signInId: SignInId.parse(uuid(2, i + 1)),
    name,
    isGuest: true,
    isAdmin: false,
    isCoach: false,
  },
}));

function starter(update: Uint8Array, surfaces: number): Uint8Array {
  return encodeLogItem({ type: "edit", sender: 0, firstSeq: 1, lastSeq: 1, surfaces, update });
}

/** @param now epoch milliseconds of the database's clock */
export function memoryStorage(now: () => number): Storage {
  const interviewId = InterviewId.parse(uuid(3, 1));
  const logs = new StoredLogs();
  const ids: Record<Plane, number> = { shared: logs.create(), private: logs.create() };
  const sections = ["goal", "model"].map((phaseId) => ({ phaseId, blocks: [] }));
  logs.record(ids.shared, 0, starter(buildStarter(sections), SURFACE_DOCUMENT), now());
  logs.record(ids.private, 0, starter(buildNotesStarter(), SURFACE_NOTES), now());
  const begun = stepInterview({ status: "lobby" }, { type: "start" }, PLAN, now());
  if (!begun.ok) throw new Error(begun.code);
  const interview = new StoredInterview(logs, ids.shared, { state: begun.value, version: 1 });
  const roles = new Map(people.map(({ participant, role }) => [participant, role]));
  const roleOf = (participant: number) => roles.get(participant) ?? "observer";

  const record = (): RoomRecord => ({
    ...interview.row,
    sharedLog: ids.shared,
    privateLog: ids.private,
    people: people.map(({ participant, viewer }) => ({
      participant: ParticipantNumber.parse(participant),
      name: viewer.name,
      role: roleOf(participant),
    })),
    submitted: [],
  });

  const loadPlane = (id: number): StoredPlane => {
    const log = logs.get(id);
    const keyframe = newestKeyframe(log);
    const rows = log.entries.slice(keyframe?.number ?? 0);
    return {
      log: id,
      ...rebuildDocument(keyframe, rows),
      senders: [...log.senders].map(([sender, row]) => ({ sender, ...row })),
      clients: [...log.clients].map(([clientId, author]) => ({ clientId, author })),
      keyframeBytes: log.keyframeBytes,
      bytesSince: log.bytesSince,
    };
  };

  return {
    interviewId,
    people,
    now,
    db: steppingRows(interview, now),
    pool: admissionRows(interview, roleOf),
    append: async (appends) => logs.append(appends, now()),
    load: async () => ({
      record: record(),
      shared: loadPlane(ids.shared),
      private: loadPlane(ids.private),
    }),
    loadPlane: async (log) => loadPlane(log),
    saveKeyframe: async (document) => {
      const keyframe = document.takeKeyframe();
      if (!keyframe) return;
      logs.putKeyframe(document.log, keyframe, MAX_KEYFRAMES);
      document.keyframeDone(true);
    },
    markEmpty: async () => undefined,
    readRecord: async () => record(),
    setRole: async (userId, role) => {
      const person = people.find(({ viewer }) => viewer.userId === userId);
      if (person) roles.set(person.participant, role);
    },
    readLog: async (plane): Promise<StoredLog> => {
      const log = logs.get(ids[plane]);
      const senders = new Map([...log.senders].map(([sender, { lastSeq }]) => [sender, lastSeq]));
      const { entries, lastNumber } = log;
      return { entries, keyframe: newestKeyframe(log), lastNumber, senders };
    },
    storedThrough: (plane, sender) => logs.get(ids[plane]).senders.get(sender)?.lastSeq ?? 0,
    readInterview: async () => ({ ...interview.row, commands: interview.commands.size }),
  };
}

function newestKeyframe({ keyframes }: { keyframes: Map<number, Uint8Array> }) {
  const number = Math.max(0, ...keyframes.keys());
  const data = keyframes.get(number);
  return data ? { number, data } : null;
}

/** The one query that joining makes. */
function admissionRows(
  interview: StoredInterview,
  roleOf: (participant: number) => ParticipantRole,
): Pool {
  const host_id = people.find(({ participant }) => participant === HOST)?.viewer.userId;
  const rows = {
    query: async ({ name, values: [signInId] }: { name: string; values: readonly unknown[] }) => {
      if (name !== "admission") throw new Error(`Nobody answers ${name} here`);
      const person = people.find(({ viewer }) => viewer.signInId === signInId);
      if (!person) return { rows: [] };
      const { participant: number, viewer } = person;
      const seat = { number, name: viewer.name, role: roleOf(number), removed_at: null };
      return { rows: [{ host_id, state: interview.row.state, ...seat }] };
    },
  };
  return rows as unknown as Pool;
}

/** The two queries that commanding makes: what a step starts from, and the step. */
function steppingRows(interview: StoredInterview, now: () => number): Db {
  const rows = {
    $queryRaw: async (query: TemplateStringsArray, ...values: unknown[]) => {
      if (!query.join("").includes("interview_step("))
        return [
          {
            ...interview.row,
            plan: PLAN,
            now: Math.floor(now()),
            is_known: interview.commands.has(values[0] as CommandId),
          },
        ];
      const [, expectedVersion, commandId, author, state, event] = values;
      const step = {
        expectedVersion: expectedVersion as number,
        commandId: commandId as CommandId,
        author: author as number,
        state: JSON.parse(state as string),
        event: event as Uint8Array,
      };
      return [interview.step(step, now())];
    },
  };
  return rows as unknown as Db;
}
