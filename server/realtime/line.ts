/** One WebSocket of one signed-in person, with what it has joined on both namespaces. */
import type { Socket } from "socket.io";
import type { InterviewId } from "@/lib/domain/ids";
import type { Asker } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import type { Log } from "../log";
import { Conduct } from "./conduct";
import type { Limits } from "./limits";
import type { Joined } from "./plane-requests";
import { viewerOf } from "./socket-server";

export interface JoinedRoom extends Joined {
  interviewId: InterviewId;
  asker: Asker;
}

export interface Line {
  viewer: Viewer;
  conduct: Conduct;
  /** The shared plane; the private one is open to nobody without it. */
  shared: JoinedRoom | null;
  private: Joined | null;
}

/** Namespaces share the connection below them, and with it how it has behaved. */
const lines = new WeakMap<object, Line>();

export interface LineOptions {
  limits: Limits;
  log: Log;
  now(): number;
}

export function lineOf(socket: Socket, { limits, log, now }: LineOptions): Line {
  const known = lines.get(socket.conn);
  if (known) return known;
  const viewer = viewerOf(socket);
  const conduct = new Conduct(limits, now, () => {
    log.warn("A connection was closed for what it sent", {
      socketId: socket.id,
      userId: viewer.userId,
    });
    socket.conn.close();
  });
  const line: Line = { viewer, conduct, shared: null, private: null };
  lines.set(socket.conn, line);
  return line;
}
