/**
 * Asking the server: one request, one answer, always. A line that breaks answers
 * "disconnected", so nobody waits for a reply that cannot come.
 */
import type { Socket } from "socket.io-client";
import { z } from "zod";
import type { EditsMessage, planeRequests, Reply } from "@/lib/protocol/messages";
import { RefusalCode } from "@/lib/protocol/refusals";

export type Answer<T> = Reply<T> | { ok: false; code: "disconnected" };

type Requests = Record<string, { payload: z.ZodType; reply: z.ZodType }>;

export type Ask<R extends Requests> = <N extends keyof R & string>(
  name: N,
  payload: z.input<R[N]["payload"]>,
) => Promise<Answer<z.infer<R[N]["reply"]>>>;

/** What a plane needs of its namespace. */
export interface PlaneLink {
  ask: Ask<typeof planeRequests>;
  /** Sends edits; what became of them comes as `doc:saved` or `doc:refused`. */
  sendEdits(message: EditsMessage): void;
}

export const DISCONNECTED = { ok: false, code: "disconnected" } as const;

const Refused = z.object({
  ok: z.literal(false),
  code: RefusalCode,
  lastSeq: z.int().min(0).optional(),
});

function readAnswer<T>(schema: z.ZodType<T>, raw: unknown): Answer<T> {
  const refused = Refused.safeParse(raw);
  if (refused.success) {
    const { code, lastSeq } = refused.data;
    return lastSeq === undefined ? { ok: false, code } : { ok: false, code, lastSeq };
  }
  const accepted = z.object({ ok: z.literal(true), value: schema }).safeParse(raw);
  return accepted.success
    ? { ok: true, value: accepted.data.value }
    : { ok: false, code: "malformed" };
}

/**
 * Requests over one socket. There is no time limit: while the database is away an edit is
 * answered minutes later, and a dead line is noticed by the heartbeat.
 */
export function askOver<R extends Requests>(socket: Socket, requests: R): Ask<R> {
  const waiting = new Set<() => void>();
  socket.on("disconnect", () => {
    for (const giveUp of waiting) giveUp();
    waiting.clear();
  });
  return (name, payload) =>
    new Promise((resolve) => {
      // A packet sent now would wait in the library and overtake the next join.
      if (!socket.connected) return resolve(DISCONNECTED);
      const giveUp = () => resolve(DISCONNECTED);
      waiting.add(giveUp);
      socket.emit(name, payload, (raw: unknown) => {
        waiting.delete(giveUp);
        // The schema of this very request; the compiler cannot follow the lookup by name.
        const schema = requests[name]?.reply as z.ZodType<z.infer<R[typeof name]["reply"]>>;
        resolve(readAnswer(schema, raw));
      });
    });
}

/** Hears an announcement. One that cannot be read is left alone: a join refuses other versions. */
export function hear<T>(
  socket: Socket,
  name: string,
  schema: z.ZodType<T>,
  handle: (message: T) => void,
): void {
  socket.on(name, (raw: unknown) => {
    const message = schema.safeParse(raw);
    if (message.success) handle(message.data);
  });
}
