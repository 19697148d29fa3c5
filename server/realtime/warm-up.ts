/**
 * A room in memory in which people who are not there join, type and leave, for a moment before
 * anybody may come: a fresh process runs this code many times slower than a warm one, and after a
 * restart everybody comes back within its first second.
 */
import * as Y from "yjs";
import { InterviewId, ParticipantNumber, SenderId } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import type { Asker } from "@/lib/domain/roles";
import { readFrame, writeFrame } from "@/lib/protocol/frame";
import { NAMESPACES } from "@/lib/protocol/messages";
import { PacketType } from "@/lib/protocol/packet-text";
import { documentOf, openRoots } from "@/lib/room-document/roots";
import { buildNotesStarter, buildStarter } from "@/lib/room-document/starter";
import { Conduct } from "./conduct";
import type { Connection } from "./connection";
import { EditStream } from "./edit-stream";
import { type Limits, limitsAtRate } from "./limits";
import type { LogTarget } from "./log-batch";
import type { StoredPlane } from "./plane-document";
import { Room } from "./room";

/** V8 compiles a function for good after some thousand calls; more of this helps nobody. */
const KEYSTROKES = 4_000;
const JOINS = 200;
/** What a start may take longer for it, on a slow machine. */
const MAX_MS = 400;
const EDITS_PER_COMMIT = 3;
const NO_LIMIT = 1_000_000;

const LIVE: InterviewState = {
  status: "live",
  startedAt: 1,
  clock: { status: "running", since: 1, phase: 0, budgetMs: [60_000], spentMs: [0] },
};

const WRITER: Asker = { standing: "interviewer", isHost: true, isAdmin: false, isCoach: false };

/** @param now milliseconds of a clock that never goes back */
export function warmUp(now: () => number): void {
  const limits = limitsAtRate(NO_LIMIT);
  const end = now() + MAX_MS;
  const log = new CommitsAtOnce();
  const room = emptyRoom(limits, log);
  const [ada, ben] = [1, 2].map((participant) => visitor(participant));
  if (!ada || !ben) return;
  for (const person of [ada, ben]) {
    room.enter(person);
    join(room, person);
  }
  for (let i = 0; i < JOINS && now() < end; i++) {
    const guest = visitor(2, 10 + i);
    room.enter(guest);
    join(room, guest);
    room.plane("shared").leave(guest);
    log.commit();
  }
  type(room, ada, log, limits, () => now() < end);
  room.close();
}

/** Stores nothing, and says so to nobody. */
class CommitsAtOnce {
  #waiting = new Map<LogTarget, number>();
  #number = 1;

  append(target: LogTarget): void {
    this.#waiting.set(target, (this.#waiting.get(target) ?? 0) + 1);
  }

  commit(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [target, count] of waiting) target.committed(count, ++this.#number);
  }
}

function emptyRoom(limits: Limits, log: CommitsAtOnce): Room {
  const people = [1, 2].map((number) => ({
    participant: ParticipantNumber.parse(number),
    name: "Nobody",
    role: "interviewer" as const,
  }));
  let lastSender = 1_000;
  return new Room(
    InterviewId.parse("00000000-0000-4000-8000-000000000000"),
    { state: LIVE, version: 1, sharedLog: 1, privateLog: 2, people, submitted: [] },
    {
      shared: plane(1, buildStarter([{ phaseId: "p1", blocks: [] }])),
      private: plane(2, buildNotesStarter()),
    },
    limits,
    {
      now: () => 0,
      append: (target) => log.append(target),
      hasRoomFor: () => true,
      isStorageAvailable: () => true,
      newSender: () => ++lastSender,
      keyframeDue: () => {},
      planeBroken: () => {},
      occupancyChanged: () => {},
    },
  );
}

function plane(log: number, starter: Uint8Array): StoredPlane {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, starter);
  return { log, doc, number: 1, senders: [], clients: [], keyframeBytes: 0, bytesSince: 0 };
}

function visitor(participant: number, tab = 0): Connection {
  const number = 100 * participant + tab;
  const encode = (event: string, payload: unknown): void => {
    writeFrame({ type: PacketType.EVENT, nsp: NAMESPACES.shared, data: [event, payload] });
  };
  return {
    id: `nobody ${number}`,
    participant: ParticipantNumber.parse(participant),
    asker: WRITER,
    sender: SenderId.parse(number),
    clientId: number,
    isSynced: false,
    send: encode,
    sendVolatile: encode,
    end: () => {},
  };
}

function join(room: Room, person: Connection): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = person.clientId;
  openRoots(doc, "shared");
  const synced = room.plane("shared").sync(person, Y.encodeStateVector(doc), false);
  if (synced.ok) Y.applyUpdateV2(doc, synced.value.update);
  return doc;
}

/** Everything from the frame that arrives to the frames that leave, but for the database. */
function type(
  room: Room,
  author: Connection,
  log: CommitsAtOnce,
  limits: Limits,
  goesOn: () => boolean,
): void {
  const stream = new EditStream({
    plane: "shared",
    conduct: new Conduct(
      limits,
      () => 0,
      () => {},
    ),
    metrics: { answered: () => {}, refused: () => {} },
    partTimeoutMs: limits.partTimeoutMs,
    joined: () => ({ room, connection: author }),
    isClosing: () => false,
    now: () => 0,
    tell: author.send,
  });
  const doc = join(room, author);
  let start: { run: number; sender: number; firstSeq: number } | null = {
    run: 1,
    sender: author.sender,
    firstSeq: 1,
  };
  doc.on("update", (update: Uint8Array) => {
    const data = ["doc:update", { start, updates: [update] }];
    start = null;
    const frame = writeFrame({ type: PacketType.EVENT, nsp: NAMESPACES.shared, data });
    const [, message] = frame ? (readFrame(frame).data as [string, unknown]) : [];
    stream.receive(message);
  });
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement("paragraph");
  const section = documentOf(doc, "shared").get(0);
  if (!(section instanceof Y.XmlElement)) return;
  doc.transact(() => {
    paragraph.insert(0, [text]);
    section.push([paragraph]);
  });
  for (let i = 0; i < KEYSTROKES && goesOn(); i++) {
    if (i % 10 === 9) text.delete(text.length - 1, 1);
    else text.insert(text.length, "a");
    if (i % EDITS_PER_COMMIT === 0) log.commit();
  }
  log.commit();
}
