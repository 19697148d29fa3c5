import { planeAnnouncements } from "@/lib/protocol/messages";

export interface EditsAnswer {
  ok: boolean;
  code?: string;
  lastSeq?: number;
}

/** What is needed of a client's socket. */
interface EditSocket {
  emit(name: string, payload: unknown): unknown;
  on(name: string, listener: (payload: unknown) => void): unknown;
  off(name: string, listener: (payload: unknown) => void): unknown;
  once(name: "disconnect", listener: () => void): unknown;
}

const runs = new WeakMap<object, number>();

/**
 * Sends one frame of edits as a run of its own, and waits for what becomes of it.
 *
 * @param payload sender, firstSeq and updates; anything else is sent as it is
 */
export function sendEdits(socket: EditSocket, payload: unknown): Promise<EditsAnswer> {
  const run = (runs.get(socket) ?? 0) + 1;
  runs.set(socket, run);
  return new Promise((resolve) => {
    const done = (answer: EditsAnswer): void => {
      socket.off("doc:saved", saved);
      socket.off("doc:refused", refused);
      resolve(answer);
    };
    const saved = (raw: unknown): void => {
      if (planeAnnouncements["doc:saved"].parse(raw).run === run) done({ ok: true });
    };
    const refused = (raw: unknown): void => {
      const { run: which, code, lastSeq } = planeAnnouncements["doc:refused"].parse(raw);
      // Run 0: what the server could not read.
      if (which === run || which === 0)
        done({ ok: false, code, ...(lastSeq !== undefined && { lastSeq }) });
    };
    socket.on("doc:saved", saved);
    socket.on("doc:refused", refused);
    socket.once("disconnect", () => done({ ok: false, code: "disconnected" }));
    socket.emit("doc:update", isEdits(payload) ? withStart(run, payload) : payload);
  });
}

function isEdits(payload: unknown): payload is Record<string, unknown> {
  return typeof payload === "object" && payload !== null && "sender" in payload;
}

function withStart(run: number, { sender, firstSeq, ...rest }: Record<string, unknown>): unknown {
  return { start: { run, sender, firstSeq }, ...rest };
}
