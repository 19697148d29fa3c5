/**
 * What browser and server say to each other: one definition for both sides.
 *
 * A request is answered exactly once, through its acknowledgement; an announcement
 * is never answered. Edits are a stream: `doc:update` up, `doc:saved` and `doc:refused` down.
 * How all of it is written: parser.ts. Two socket.io namespaces share one connection: `/room` carries
 * the shared plane, the clock and the people, `/private` the interviewers' plane.
 * `/private` opens only on a connection that has joined its room as an interviewer.
 * Both planes speak the same requests (`planeRequests`).
 */
import { z } from "zod";
import { ClientId, CommandId, InterviewId, SenderId } from "../domain/ids";
import { InterviewState, PersonCommand } from "../domain/interview";
import { ParticipantRole } from "../domain/roles";
import { RefusalCode } from "./refusals";

/** Raised when an older page could misunderstand the server; such a page reloads. */
export const PROTOCOL_VERSION = 2;

export const ROOM_NAMESPACE = "/room";
export const PRIVATE_NAMESPACE = "/private";
export const NAMESPACES = { shared: ROOM_NAMESPACE, private: PRIVATE_NAMESPACE } as const;
export const SOCKET_PATH = "/socket.io";

/**
 * One frame of a client, framing included. A pasted page of text is under 64 KiB;
 * larger updates travel in parts.
 */
export const MAX_FRAME_BYTES = 256 * 1024;
/** Bytes of update data in one frame; leaves room for framing and JSON. */
export const MAX_PART_BYTES = 128 * 1024;
/** One Yjs update. A canvas of 1,500 elements pasted at once is about this size. */
export const MAX_UPDATE_BYTES = 1024 * 1024;
/** Updates in one `doc:update` or `doc:updated`: what the gate looks at in some 10 ms. */
export const MAX_UPDATES_PER_FRAME = 256;
/** A state vector has about 8 bytes per client ever seen; 64 KiB is 8,000 tabs. */
export const MAX_STATE_VECTOR_BYTES = 64 * 1024;

/** Binary arrives as a Buffer in Node and as an ArrayBuffer in the browser. */
export const Bytes = z
  .custom<Uint8Array | ArrayBuffer>(
    (value) => value instanceof Uint8Array || value instanceof ArrayBuffer,
  )
  .transform((value): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array(value)));

const EpochMs = z.number().min(0);

/** One person in the room, however many tabs they have. */
export const RosterEntry = z.object({
  participant: z.int().min(1),
  name: z.string(),
  role: ParticipantRole,
  /** Index into the eight cursor colours. */
  colour: z.int().min(0).max(7),
  isHere: z.boolean(),
  isReady: z.boolean(),
  /** The Yjs clientIDs of this person's open tabs on the plane this roster is for. */
  clientIds: z.array(z.number()),
});
export type RosterEntry = z.infer<typeof RosterEntry>;

export const Roster = z.array(RosterEntry);
export type Roster = z.infer<typeof Roster>;

/** A versioned state of the interview, with the server's time for the countdown. */
export const InterviewSnapshot = z.object({
  state: InterviewState,
  version: z.int().min(0),
  /** Epoch milliseconds of the database's clock. */
  serverNow: EpochMs,
});
export type InterviewSnapshot = z.infer<typeof InterviewSnapshot>;

/** Presence of one clientID; its content is checked by lib/room-document/presence.ts. */
const PresencePayload = z.object({
  clientId: ClientId,
  /** Grows with each change, so that a late frame is recognised. */
  clock: z.int().min(0),
  state: z.unknown(),
});

/** What both planes understand. */
export const planeRequests = {
  /** What the client holds, against what the server holds. */
  "doc:sync": {
    payload: z.object({
      stateVector: Bytes.refine((b) => b.byteLength <= MAX_STATE_VECTOR_BYTES),
      /** Whether the client wants to compare; whoever holds nothing has nothing to compare. */
      compares: z.boolean().default(true),
    }),
    /** What the client lacks: a Yjs update, then updates of format V1. */
    reply: z.object({
      update: Bytes,
      encoding: z.union([z.literal(1), z.literal(2)]),
      since: z.array(Bytes),
      /** The server's. */
      stateVector: Bytes,
      number: z.int().min(0),
      /** Of the whole content; null when it was not asked for, or edits wait for their commit. */
      contentHash: z.string().nullable(),
    }),
  },
  /** A piece of one update that does not fit in a frame; the last piece is answered once all is committed. */
  "doc:part": {
    payload: z.object({
      sender: SenderId,
      seq: z.int().min(1),
      part: z.int().min(0),
      parts: z
        .int()
        .min(2)
        .max(Math.ceil(MAX_UPDATE_BYTES / MAX_PART_BYTES)),
      bytes: Bytes.refine((b) => b.byteLength <= MAX_PART_BYTES),
    }),
    reply: z.object({ lastSeq: z.int().min(0) }),
  },
  /** How far a sender's updates are stored, asked before an outbox is sent again or given up. */
  "doc:watermark": {
    payload: z.object({
      sender: SenderId,
      /** Whether what is accepted and not stored yet is waited for: then the answer is the last word. */
      waits: z.boolean().default(false),
    }),
    reply: z.object({ lastSeq: z.int().min(0) }),
  },
  /** The tab's clientID changed (Yjs does so on a collision): bind the new one before sending. */
  "doc:bind": {
    payload: z.object({ clientId: ClientId }),
    reply: z.object({}),
  },
} as const;

/** Who opens a plane, from which version of the page. Checked again on every reconnect. */
const JoinPayload = z.object({
  interviewId: InterviewId,
  protocol: z.int(),
  schemaVersion: z.int(),
  sender: SenderId,
  clientId: ClientId,
});

export const roomRequests = {
  "room:join": {
    payload: JoinPayload,
    reply: z.object({
      participant: z.int().min(1),
      role: ParticipantRole,
      isHost: z.boolean(),
      interview: InterviewSnapshot,
      roster: Roster,
      /** Highest sequence number of this sender that is stored. */
      watermark: z.int().min(0),
      isStorageAvailable: z.boolean(),
      /** Participants who have submitted their card. */
      submitted: z.array(z.int()),
    }),
  },
  "room:ready": { payload: z.object({ isReady: z.boolean() }), reply: z.object({}) },
  "clock:sync": { payload: z.object({}), reply: z.object({ serverNow: EpochMs }) },
  /** A command about the clock or the life of the interview. The same commandId has one effect. */
  "clock:command": {
    payload: z.object({ commandId: CommandId, command: PersonCommand }),
    reply: InterviewSnapshot,
  },
  ...planeRequests,
} as const;

export const privateRequests = {
  "private:join": {
    payload: JoinPayload,
    reply: z.object({
      roster: Roster,
      watermark: z.int().min(0),
      isStorageAvailable: z.boolean(),
    }),
  },
  ...planeRequests,
} as const;

const Updates = z.array(Bytes).min(1).max(MAX_UPDATES_PER_FRAME);

/** Sent by a client without acknowledgement. */
export const planeMessages = {
  /**
   * Edits in the order they were made. The first frame of a run names its sender and the number of
   * its first edit; the others go on where the last one ended. After a refusal the server is deaf to
   * the rest of that run.
   */
  "doc:update": {
    payload: z.object({
      start: z
        .object({ run: z.int().min(1), sender: SenderId, firstSeq: z.int().min(1) })
        .nullable(),
      updates: Updates,
    }),
  },
  /** Dropped when the line is busy. */
  "presence:update": { payload: PresencePayload },
} as const;
export type EditsMessage = z.infer<(typeof planeMessages)["doc:update"]["payload"]>;

export const planeAnnouncements = {
  /** Committed updates of others, in order. */
  "doc:updated": z.object({ updates: Updates }),
  /** The next `count` frames of this run are committed. */
  "doc:saved": z.object({ run: z.int().min(1), count: z.int().min(1) }),
  /** A frame of this run was refused; the sender's edits up to `lastSeq` are stored. */
  "doc:refused": z.object({
    run: z.int().min(0),
    code: RefusalCode,
    lastSeq: z.int().min(0).optional(),
  }),
  "presence:changed": PresencePayload,
  "roster:changed": Roster,
  /** The plane was rebuilt after a fault: sync again. */
  "doc:reset": z.object({}),
} as const;

export const roomAnnouncements = {
  "interview:changed": InterviewSnapshot,
  "storage:changed": z.object({ isAvailable: z.boolean() }),
  /** Cards exist, by participant; what they say is not told. */
  "scorecards:changed": z.object({ submitted: z.array(z.int()) }),
  /** Come back after this many milliseconds: the server is restarting. */
  "room:closing": z.object({ retryInMs: z.int().min(0) }),
  /** This person is no longer in the interview, or is signed out. */
  "room:left": z.object({ reason: z.enum(["removed", "signed-out", "deleted", "role-changed"]) }),
  ...planeAnnouncements,
} as const;

type Requests = Record<string, { payload: z.ZodType; reply: z.ZodType }>;
export type RoomRequests = typeof roomRequests;
export type PrivateRequests = typeof privateRequests;

/** What an acknowledgement carries: the reply, or why there is none. */
export type Reply<T> =
  | { ok: true; value: T }
  /** `lastSeq`: for refused updates, how far the sender's updates are accepted. */
  | { ok: false; code: RefusalCode; lastSeq?: number };

export type ReplyOf<R extends Requests, N extends keyof R> = Reply<z.infer<R[N]["reply"]>>;

export type RoomAnnouncements = {
  [N in keyof typeof roomAnnouncements]: (payload: z.input<(typeof roomAnnouncements)[N]>) => void;
};
