/**
 * What is looked at again and again: sign-ins and seats of open connections, versions of
 * live interviews, and interviews that everybody has left. Notices are faster; these
 * heal what a lost notice or a crash has left behind.
 */
import { randomUUID } from "node:crypto";
import { CommandId, type InterviewId, type SignInId } from "@/lib/domain/ids";
import {
  ABANDONED_AFTER_MS,
  DEBRIEF_LAPSES_AFTER_MS,
  type InterviewCommand,
} from "@/lib/domain/interview";
import type { Db } from "../db/client";
import type { Pool } from "../db/pool";
import {
  findAbandoned,
  findLapsedDebriefs,
  findLostSeats,
  findValidSignIns,
  markEmpty,
  readVersions,
} from "../db/room-records";
import { changeInterview } from "../services/change-interview";
import type { Room } from "./room";
import type { RoomRegistry } from "./room-registry";

export interface SweepDeps {
  pool: Pool;
  registry: RoomRegistry;
}

/**
 * Closes what belongs to a sign-in that has ended or to a seat that was taken away.
 *
 * @param openSignIns those of all connections, also of ones that have not joined a room
 */
export async function sweepConnections(
  { pool, registry }: SweepDeps,
  openSignIns: readonly SignInId[],
  signOut: (signInIds: readonly SignInId[]) => void,
): Promise<void> {
  const signIns = [...new Set(openSignIns)];
  if (signIns.length === 0) return;
  const valid = await findValidSignIns(pool, signIns);
  signOut(signIns.filter((signInId) => !valid.has(signInId)));
  const seats = registry.rooms.flatMap((room) =>
    room.plane("shared").connections.map(({ participant }) => ({
      interviewId: room.interviewId,
      participant,
    })),
  );
  for (const { interviewId, participant } of await findLostSeats(pool, seats))
    registry.find(interviewId)?.dismiss("removed", participant);
}

/** Live rooms whose interview has moved on without them, or is gone. */
export async function findStaleRooms({ pool, registry }: SweepDeps): Promise<Room[]> {
  const { rooms } = registry;
  if (rooms.length === 0) return [];
  const versions = await readVersions(
    pool,
    rooms.map((room) => room.interviewId),
  );
  // Not less than: what a room knows may be newer than what was read.
  return rooms.filter((room) => {
    const version = versions.get(room.interviewId);
    return version === undefined || version > room.version;
  });
}

/** Ends interviews that are live and empty, and closes debriefs that nobody finished; each once. */
export async function sweepAbandoned({ pool, registry }: SweepDeps, db: Db): Promise<void> {
  for (const interviewId of await findAbandoned(pool, ABANDONED_AFTER_MS)) {
    const room = registry.find(interviewId);
    // Somebody is here: what the row says is from before a crash.
    if (room && !room.isDeserted) await markEmpty(pool, interviewId, false);
    else await commandBySystem(db, interviewId, { type: "abandon" });
  }
  for (const interviewId of await findLapsedDebriefs(pool, DEBRIEF_LAPSES_AFTER_MS))
    await commandBySystem(db, interviewId, { type: "finish", reason: "lapsed" });
}

/** Another node, or a person, may have been faster: then the rule refuses, and all is well. */
async function commandBySystem(
  db: Db,
  interviewId: InterviewId,
  command: InterviewCommand,
): Promise<void> {
  await changeInterview(db, interviewId, CommandId.parse(randomUUID()), command);
}
