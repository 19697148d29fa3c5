/**
 * One live interview: its two planes, its people and its state.
 *
 * Methods never await: what a room needs is loaded before it exists, what it produces
 * is handed to ports that queue. So two messages cannot interleave halfway, and a test
 * drives a room with plain calls.
 */
import type { InterviewId } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import { may } from "@/lib/domain/roles";
import { SOCKET_REQUESTS } from "@/lib/domain/surfaces";
import type {
  InterviewSnapshot,
  PrivateRequests,
  Reply,
  ReplyOf,
  RoomRequests,
  Roster,
} from "@/lib/protocol/messages";
import type { Plane } from "@/lib/room-document/roots";
import type { RoomPerson, RoomRecord } from "../db/room-records";
import type { Connection, LeaveReason } from "./connection";
import type { Limits } from "./limits";
import type { LogTarget, WaitingItem } from "./log-batch";
import { type CommittedEdit, PlaneDocument, type StoredPlane } from "./plane-document";
import { PlaneRoom } from "./plane-room";

export interface RoomPorts {
  /** The database's clock, epoch milliseconds. */
  now(): number;
  /** Queues for the log writer, which reports to the target. */
  append(target: LogTarget, item: WaitingItem): void;
  hasRoomFor(bytes: number): boolean;
  isStorageAvailable(): boolean;
  newSender(): number;
  /** A whole state of this plane should be kept now. */
  keyframeDue(document: PlaneDocument): void;
  /** This plane has to be loaded again. */
  planeBroken(plane: Plane): void;
  /** The first person came or the last one left. */
  occupancyChanged(): void;
}

const CURSOR_COLOURS = 8;
const PLANES = ["shared", "private"] as const;

export class Room {
  readonly interviewId: InterviewId;
  readonly #ports: RoomPorts;
  readonly #limits: Limits;
  readonly #planes: Record<Plane, PlaneRoom>;
  readonly #ready = new Set<number>();
  #state: InterviewState;
  #version: number;
  #people: readonly RoomPerson[];
  #submitted: readonly number[];
  /** People with a shared connection, so that coming and going is told once for many tabs. */
  #present = new Set<number>();

  constructor(
    interviewId: InterviewId,
    record: RoomRecord,
    stored: Record<Plane, StoredPlane>,
    limits: Limits,
    ports: RoomPorts,
  ) {
    this.interviewId = interviewId;
    this.#ports = ports;
    this.#limits = limits;
    this.#state = record.state;
    this.#version = record.version;
    this.#people = record.people;
    this.#submitted = record.submitted;
    const status = () => this.#state.status;
    this.#planes = {
      shared: new PlaneRoom("shared", limits, {
        status,
        rosterChanged: () => this.#presenceChanged(),
      }),
      private: new PlaneRoom("private", limits, {
        status,
        rosterChanged: () => {
          this.#announceRoster("private");
          this.#ports.occupancyChanged();
        },
      }),
    };
    for (const plane of PLANES) this.restore(plane, stored[plane]);
  }

  get version(): number {
    return this.#version;
  }

  get state(): InterviewState {
    return this.#state;
  }

  /** Nobody is connected to the shared plane: for the interview, nobody is here. */
  get isDeserted(): boolean {
    return this.#planes.shared.connections.length === 0;
  }

  get isEmpty(): boolean {
    return this.isDeserted && this.#planes.private.connections.length === 0;
  }

  get documents(): PlaneDocument[] {
    return PLANES.flatMap((plane) => this.#planes[plane].document ?? []);
  }

  plane(plane: Plane): PlaneRoom {
    return this.#planes[plane];
  }

  get snapshot(): InterviewSnapshot {
    return { state: this.#state, version: this.#version, serverNow: this.#ports.now() };
  }

  enter(connection: Connection): ReplyOf<RoomRequests, "room:join"> {
    const person = this.#personOf(connection);
    if (!person) return { ok: false, code: "not-found" };
    const entered = this.#planes.shared.enter(connection);
    if (!entered.ok) return entered;
    return {
      ok: true,
      value: {
        participant: person.participant,
        role: person.role,
        isHost: connection.asker.isHost,
        interview: this.snapshot,
        roster: this.#rosterOf("shared"),
        watermark: entered.value.watermark,
        isStorageAvailable: this.#ports.isStorageAvailable(),
        submitted: [...this.#submitted],
      },
    };
  }

  enterPrivate(connection: Connection): ReplyOf<PrivateRequests, "private:join"> {
    if (!this.#personOf(connection)) return { ok: false, code: "not-found" };
    const entered = this.#planes.private.enter(connection);
    if (!entered.ok) return entered;
    return {
      ok: true,
      value: {
        roster: this.#rosterOf("private"),
        watermark: entered.value.watermark,
        isStorageAvailable: this.#ports.isStorageAvailable(),
      },
    };
  }

  setReady(connection: Connection, isReady: boolean): Reply<Record<string, never>> {
    if (!may(connection.asker, SOCKET_REQUESTS["/room room:ready"], this.#state.status))
      return { ok: false, code: "not-allowed" };
    if (isReady) this.#ready.add(connection.participant);
    else this.#ready.delete(connection.participant);
    this.#announceRoster("shared");
    return { ok: true, value: {} };
  }

  /** The interview as stored; an older version than the one known is late news. */
  setInterview(state: InterviewState, version: number): void {
    if (version <= this.#version) return;
    const isPhaseOver =
      state.status !== this.#state.status ||
      (state.status === "live" &&
        this.#state.status === "live" &&
        state.clock.phase !== this.#state.clock.phase);
    this.#state = state;
    this.#version = version;
    this.#planes.shared.announce("interview:changed", this.snapshot);
    // Where people will seek to in the recording.
    if (isPhaseOver) for (const document of this.documents) this.#ports.keyframeDue(document);
  }

  /** Who holds a seat; connections that no longer fit one are closed. */
  setPeople(people: readonly RoomPerson[]): void {
    const roles = new Map(people.map(({ participant, role }) => [participant, role]));
    for (const { participant, asker } of this.#planes.shared.connections) {
      const role = roles.get(participant);
      if (role === undefined) this.dismiss("removed", participant);
      else if (role !== asker.standing) this.dismiss("role-changed", participant);
    }
    this.#people = people;
    for (const plane of PLANES) this.#announceRoster(plane);
  }

  /** Somebody as the database has them now: their seat or role may be newer than what the room has read. */
  meet(arriving: RoomPerson): void {
    const isSame = ({ participant }: RoomPerson) => participant === arriving.participant;
    if (this.#people.find(isSame)?.role === arriving.role) return;
    const people = [...this.#people.filter((person) => !isSame(person)), arriving];
    this.setPeople(people.sort((a, b) => a.participant - b.participant));
  }

  setSubmitted(submitted: readonly number[]): void {
    this.#submitted = submitted;
    this.#planes.shared.announce("scorecards:changed", { submitted: [...submitted] });
  }

  storageChanged(isAvailable: boolean): void {
    this.#planes.shared.announce("storage:changed", { isAvailable });
  }

  /** Asks everybody to come back in a moment, not all in the same one. */
  announceClosing(retryInMs: () => number): void {
    for (const connection of this.#planes.shared.connections)
      connection.send("room:closing", { retryInMs: retryInMs() });
  }

  /** Ends the connections of one participant, or of everybody. */
  dismiss(reason: LeaveReason, participant: number | null = null): void {
    for (const plane of PLANES)
      for (const connection of this.#planes[plane].connections)
        if (participant === null || connection.participant === participant) {
          this.#planes[plane].leave(connection);
          connection.end(reason);
        }
  }

  /** Gives a plane its document as the database has it. */
  restore(plane: Plane, stored: StoredPlane): void {
    const planeRoom = this.#planes[plane];
    const document: PlaneDocument = new PlaneDocument(plane, stored, this.#limits, {
      append: this.#ports.append,
      hasRoomFor: this.#ports.hasRoomFor,
      systemSender: this.#ports.newSender(),
      committed: (edits: readonly CommittedEdit[]) => planeRoom.broadcast(edits),
      keyframeDue: () => this.#ports.keyframeDue(document),
      broken: () => {
        // What is late about a document that was replaced is nothing to the one in its place.
        if (planeRoom.document !== document) return;
        planeRoom.suspend();
        this.#ports.planeBroken(plane);
      },
    });
    planeRoom.restore(document);
  }

  /** Frees the documents; the room must not be used afterwards. */
  close(): void {
    for (const plane of PLANES) this.#planes[plane].suspend();
  }

  #personOf(connection: Connection): RoomPerson | undefined {
    return this.#people.find((person) => person.participant === connection.participant);
  }

  #presenceChanged(): void {
    const here = new Set(this.#planes.shared.connections.map(({ participant }) => participant));
    for (const person of this.#people) {
      const { participant, role } = person;
      const isHere = here.has(participant);
      if (isHere === this.#present.has(participant)) continue;
      this.#planes.shared.record(
        isHere ? { type: "joined", participant, role } : { type: "left", participant },
      );
      if (!isHere) this.#ready.delete(participant);
    }
    this.#present = here;
    this.#announceRoster("shared");
    this.#ports.occupancyChanged();
  }

  #announceRoster(plane: Plane): void {
    this.#planes[plane].announce("roster:changed", this.#rosterOf(plane));
  }

  /** One entry for each person, however many tabs they have. */
  #rosterOf(plane: Plane): Roster {
    const planeRoom = this.#planes[plane];
    const readsPrivate = ({ role }: RoomPerson) =>
      may(
        { standing: role, isHost: false, isAdmin: false, isCoach: false },
        "private:read",
        this.#state.status,
      );
    const people = plane === "shared" ? this.#people : this.#people.filter(readsPrivate);
    return people.map(({ participant, name, role }) => {
      const tabs = planeRoom.connections.filter((tab) => tab.participant === participant);
      return {
        participant,
        name,
        role,
        colour: (participant - 1) % CURSOR_COLOURS,
        isHere: tabs.length > 0,
        isReady: this.#ready.has(participant),
        clientIds: tabs.filter((tab) => planeRoom.mayAppear(tab)).map((tab) => tab.clientId),
      };
    });
  }
}
