/** The requests both planes understand, bound to a room's plane. */
import type { planeRequests, Reply } from "@/lib/protocol/messages";
import type { Plane } from "@/lib/room-document/roots";
import type { Handlers } from "./answer";
import type { Conduct } from "./conduct";
import type { Connection } from "./connection";
import { PartAssembly } from "./part-assembly";
import type { UploadReply } from "./plane-document";
import type { PlaneRoom } from "./plane-room";
import type { Room } from "./room";

export interface Joined {
  room: Room;
  connection: Connection;
}

export interface PlaneRequestContext {
  plane: Plane;
  conduct: Conduct;
  partTimeoutMs: number;
  /** Null before the plane is joined and after it is left. */
  joined(): Joined | null;
  /** The server is going down and takes no more edits. */
  isClosing(): boolean;
  now(): number;
}

const NOT_JOINED = { ok: false, code: "not-joined" } as const;
const TOO_MANY = { ok: false, code: "too-many" } as const;
const CLOSING = { ok: false, code: "closing" } as const;

export function planeHandlers(context: PlaneRequestContext): Handlers<typeof planeRequests> {
  const { conduct } = context;
  const parts = new PartAssembly(context.partTimeoutMs);

  function withPlane<T>(
    use: (plane: PlaneRoom, connection: Connection) => T,
  ): T | typeof NOT_JOINED {
    const joined = context.joined();
    return joined ? use(joined.room.plane(context.plane), joined.connection) : NOT_JOINED;
  }

  return {
    "doc:sync": ({ stateVector, compares }) =>
      withPlane((plane, connection) => plane.sync(connection, stateVector, compares)),

    "doc:part": (part) =>
      withPlane((plane, connection) => {
        if (context.isClosing()) return CLOSING;
        const upload = { sender: part.sender, firstSeq: part.seq, updates: [part.bytes] };
        const refusal = plane.writeRefusal(connection);
        if (refusal)
          return new Promise<UploadReply>((resolve) =>
            plane.refuse(connection, refusal, upload, resolve),
          );
        const count = part.part === 0 ? 1 : 0;
        if (!conduct.mayUpdate(count, part.bytes.byteLength)) return TOO_MANY;
        const whole = parts.add(part, context.now());
        if (typeof whole === "string") return { ok: false as const, code: whole };
        // A piece is kept, not stored: the answer says only that the next may come.
        if (!whole) return { ok: true as const, value: { lastSeq: 0 } };
        return new Promise<UploadReply>((resolve) =>
          plane.receive(connection, { ...upload, updates: [whole] }, resolve),
        );
      }),

    "doc:watermark": ({ sender, waits }) =>
      withPlane((plane, connection) => {
        if (!waits) return plane.watermark(connection, sender);
        return new Promise<Reply<{ lastSeq: number }>>((resolve) =>
          plane.settledWatermark(connection, sender, resolve),
        );
      }),

    "doc:bind": ({ clientId }) =>
      withPlane((plane, connection) => plane.bind(connection, clientId)),
  };
}
