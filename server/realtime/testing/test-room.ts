import * as Y from "yjs";
import { InterviewId, ParticipantNumber, SenderId } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import type { ParticipantRole } from "@/lib/domain/roles";
import { encodeLogItem, SURFACE_DOCUMENT, SURFACE_NOTES } from "@/lib/recording/log-entry";
import { documentOf, type Plane } from "@/lib/room-document/roots";
import { buildNotesStarter, buildStarter } from "@/lib/room-document/starter";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import type { RoomPerson } from "../../db/room-records";
import type { Announcement, Connection, LeaveReason, PayloadOf } from "../connection";
import { LIMITS, type Limits } from "../limits";
import type { PlaneDocument, UploadReply } from "../plane-document";
import { Room } from "../room";
import { FakeLog } from "./fake-log";

export const LIVE: InterviewState = {
  status: "live",
  startedAt: 1,
  clock: { status: "running", since: 1, phase: 0, budgetMs: [60_000, 60_000], spentMs: [0, 0] },
};

const PEOPLE: readonly [string, ParticipantRole][] = [
  ["Ada", "interviewer"],
  ["Ben", "candidate"],
  ["Olga", "observer"],
  ["Ina", "interviewer"],
];

export const people: RoomPerson[] = PEOPLE.map(([name, role], i) => ({
  participant: ParticipantNumber.parse(i + 1),
  name,
  role,
}));
export const [ADA, BEN, OLGA, INA] = [1, 2, 3, 4] as const;

function starterRow(update: Uint8Array, surfaces: number): Uint8Array {
  return encodeLogItem({ type: "edit", sender: 1, firstSeq: 1, lastSeq: 1, surfaces, update });
}

/** A live room over logs in memory, in which a test says when something is stored. */
export function testRoom(options: { state?: InterviewState; limits?: Partial<Limits> } = {}) {
  const logs: Record<Plane, FakeLog> = {
    shared: new FakeLog(
      1,
      starterRow(buildStarter([{ phaseId: "p1", blocks: [] }]), SURFACE_DOCUMENT),
    ),
    private: new FakeLog(2, starterRow(buildNotesStarter(), SURFACE_NOTES)),
  };
  const told = {
    keyframesDue: [] as PlaneDocument[],
    broken: [] as Plane[],
    hasRoom: true,
    isStorageAvailable: true,
  };
  let lastSender = 1_000_000;
  const logOf = (log: number) => (log === logs.shared.log ? logs.shared : logs.private);
  const room = new Room(
    InterviewId.parse("00000000-0000-4000-8000-000000000001"),
    {
      state: options.state ?? LIVE,
      version: 1,
      sharedLog: 1,
      privateLog: 2,
      people,
      submitted: [],
    },
    { shared: logs.shared.stored(), private: logs.private.stored() },
    { ...LIMITS, ...options.limits },
    {
      now: () => 1_000,
      append: (target, item) => logOf(target.log).append(target, item),
      hasRoomFor: () => told.hasRoom,
      isStorageAvailable: () => told.isStorageAvailable,
      newSender: () => ++lastSender,
      keyframeDue: (document) => told.keyframesDue.push(document),
      planeBroken: (plane) => told.broken.push(plane),
      occupancyChanged: () => {},
    },
  );
  return { room, logs, told };
}

let connectionCount = 0;

interface Frame {
  event: Announcement;
  payload: unknown;
}

/** A connection that remembers what it was told. */
export class TestConnection implements Connection {
  readonly id = `connection ${++connectionCount}`;
  readonly participant;
  readonly asker;
  readonly sender;
  clientId: number;
  isSynced = false;
  readonly frames: Frame[] = [];
  ended: LeaveReason | null | undefined;

  constructor(participant: number, sender: number, clientId: number) {
    const person = people.find((each) => each.participant === participant);
    if (!person) throw new Error("Nobody has this number.");
    this.participant = person.participant;
    this.asker = {
      standing: person.role,
      isHost: participant === ADA,
      isAdmin: false,
      isCoach: false,
    };
    this.sender = SenderId.parse(sender);
    this.clientId = clientId;
  }

  send<E extends Announcement>(event: E, payload: PayloadOf<E>): void {
    this.frames.push({ event, payload });
  }
  sendVolatile<E extends Announcement>(event: E, payload: PayloadOf<E>): void {
    this.send(event, payload);
  }
  end(reason: LeaveReason | null): void {
    this.ended = reason;
  }

  /** What was announced under this name, oldest first; forgets it. */
  take<E extends Announcement>(event: E): PayloadOf<E>[] {
    const found = this.frames.filter((frame) => frame.event === event);
    this.frames.splice(
      0,
      this.frames.length,
      ...this.frames.filter((frame) => frame.event !== event),
    );
    return found.map((frame) => frame.payload as PayloadOf<E>);
  }
}

/** A page: an editor, its own copy, and what the server has not acknowledged. */
export class TestTab {
  readonly editor: HeadlessTab;
  readonly sender: number;
  readonly participant: number;
  readonly plane: Plane;
  connection: TestConnection;
  outbox: { seq: number; update: Uint8Array }[] = [];
  #seq = 0;

  constructor(participant: number, clientId: number, plane: Plane = "shared") {
    this.participant = participant;
    this.plane = plane;
    this.editor = new HeadlessTab(clientId, plane);
    this.sender = clientId * 10;
    this.connection = new TestConnection(participant, this.sender, clientId);
  }

  /** Joins, or joins again, and fetches what it lacks. */
  join(room: Room) {
    const { clientID } = this.editor.doc;
    this.connection = new TestConnection(this.participant, this.sender, clientID);
    const entered =
      this.plane === "shared" ? room.enter(this.connection) : room.enterPrivate(this.connection);
    if (entered.ok) this.acknowledge(entered.value.watermark);
    if (entered.ok) this.sync(room);
    return entered;
  }

  sync(room: Room): void {
    const { doc } = this.editor;
    const answer = room.plane(this.plane).sync(this.connection, Y.encodeStateVector(doc));
    if (!answer.ok) throw new Error(`Refused: ${answer.code}`);
    const { update, encoding, since } = answer.value;
    this.editor.receive(encoding === 2 ? Y.convertUpdateFormatV2ToV1(update) : update);
    for (const each of since) this.editor.receive(each);
  }

  /** Types into the first paragraph that can take it. */
  type(text: string): void {
    this.editor.edit((tr) => tr.insertText(text, 2));
    this.collect();
  }

  /** Writes a paragraph of its own at the end: no editor merges that with anybody's. */
  addLine(text: string): void {
    const { doc } = this.editor;
    const section = documentOf(doc, this.plane).get(0);
    if (!(section instanceof Y.XmlElement)) throw new Error("The document has no section.");
    doc.transact(() => {
      const [paragraph, content] = [new Y.XmlElement("paragraph"), new Y.XmlText()];
      content.insert(0, text);
      paragraph.insert(0, [content]);
      section.push([paragraph]);
    });
    this.collect();
  }

  /** Moves what the editor has made into the outbox. */
  collect(): void {
    for (const update of this.editor.takeUpdates()) this.outbox.push({ seq: ++this.#seq, update });
  }

  /** Sends part of the outbox; the reply comes when the room has it stored. */
  send(
    room: Room,
    from = 0,
    count = this.outbox.length,
    respond: (reply: UploadReply) => void = (reply) => this.heed(reply),
  ): void {
    const frame = this.outbox.slice(from, from + count);
    const firstSeq = frame[0]?.seq;
    if (firstSeq === undefined) return;
    const updates = frame.map(({ update }) => update);
    room
      .plane(this.plane)
      .receive(this.connection, { sender: this.sender, firstSeq, updates }, respond);
  }

  heed(reply: UploadReply): void {
    if (reply.ok) this.acknowledge(reply.value.lastSeq);
  }

  acknowledge(lastSeq: number): void {
    this.outbox = this.outbox.filter(({ seq }) => seq > lastSeq);
  }

  /** Applies what others have written. */
  receive(): void {
    for (const { updates } of this.connection.take("doc:updated"))
      for (const update of updates) this.editor.receive(new Uint8Array(update));
  }

  get text(): string {
    return this.editor.content().textContent;
  }
}
