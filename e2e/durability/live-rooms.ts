/** Rooms of an in-process server and the product's own clients in them, for what networks do. */
import { afterAll, beforeAll } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { decodeLogItems } from "@/lib/recording/log-entry";
import type { Rebuilt } from "@/lib/recording/rebuild";
import { type LiveServer, startLiveServer } from "../../server/realtime/testing/live-server";
import { loadFinalState } from "../../server/services/final-state";
import { interviewDatabase } from "../../server/services/testing/interview-database";
import { HeadlessPerson } from "../support/headless";

export interface Seat {
  viewer: Viewer;
  role: ParticipantRole;
}

interface RoomWithSeats {
  interviewId: InterviewId;
  host: Seat;
  candidate: Seat;
}

/** A server for the tests of one file. */
export function liveRooms() {
  const database = interviewDatabase();
  const people: HeadlessPerson[] = [];
  let server: LiveServer;
  beforeAll(async () => {
    server = await startLiveServer(database.context().db, database.url());
  });
  afterAll(async () => {
    for (const person of people) await person.leave();
    await server?.realtime.close();
  });

  return {
    database,
    server: () => server,

    /** A running interview with a host who interviews and a candidate. */
    async begin(): Promise<RoomWithSeats> {
      const host = await database.person("Ida");
      const interviewId = await database.create(host);
      const candidate = await database.join(host, interviewId, "candidate", "Carl");
      await database.command(interviewId, { type: "start" });
      return {
        interviewId,
        host: { viewer: host, role: "interviewer" },
        candidate: { viewer: candidate, role: "candidate" },
      };
    },

    /** @param port another way to the server than its own: a proxy's */
    async enter(
      interviewId: InterviewId,
      { viewer, role }: Seat,
      port = server.port,
    ): Promise<HeadlessPerson> {
      const url = `http://127.0.0.1:${port}`;
      const headers = server.headers(viewer);
      const person = await HeadlessPerson.enter({ interviewId, role, url, headers });
      people.push(person);
      return person;
    },

    /** The shared document as the database alone tells it. */
    async recorded(interviewId: InterviewId): Promise<Rebuilt> {
      const state = await loadFinalState(database.context().db, interviewId, "shared");
      if (!state) throw new Error("There is no such interview");
      return state;
    },

    /** Which edits of which sender the shared log holds. */
    async storedEdits(interviewId: InterviewId): Promise<{ sender: number; seq: number }[]> {
      const { db } = database.context();
      const { sharedLog } = await db.interview.findUniqueOrThrow({ where: { id: interviewId } });
      const rows = await db.logEntry.findMany({ where: { log: sharedLog } });
      return rows
        .flatMap((row) => decodeLogItems(row.data))
        .flatMap((item) => (item.type === "edit" ? [item] : []))
        .flatMap(({ sender, firstSeq, lastSeq }) =>
          Array.from({ length: lastSeq - firstSeq + 1 }, (_, i) => ({ sender, seq: firstSeq + i })),
        );
    },
  };
}
