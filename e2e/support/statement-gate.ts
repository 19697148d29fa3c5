/**
 * A way to Postgres on which a chosen statement gets to a chosen point and no further, so that what
 * is killed then is killed there and not somewhere near. It reads the wire protocol's messages and
 * understands no more of them than it needs.
 */
import net from "node:net";

/**
 * How far the statement gets:
 * - `unsent`: nothing of it reaches the database
 * - `half-sent`: the database has half of its bytes
 * - `executed`: it was carried out and waits to be committed
 * - `committing`: the order to commit has just been given
 * - `committed`: it is committed, and nobody has been told
 */
export type StopPoint = "unsent" | "half-sent" | "executed" | "committing" | "committed";

export interface StatementGate {
  /** The database's address by way of the gate. */
  readonly url: string;
  /** Resolves when the next statement whose text or name is this one stands at the point. Its line stays held. */
  stopNext(statement: string, at: StopPoint): Promise<void>;
  close(): Promise<void>;
}

interface Stop {
  statement: string;
  at: StopPoint;
  reached: () => void;
  failed: (error: Error) => void;
}

/** The name or text of a statement stands in front of its values. */
const HEAD_BYTES = 1_000;
/** A statement that has not come by then will not come. */
const PATIENCE_MS = 60_000;
/** Asks for the answers so far without ending the transaction. */
const FLUSH = Buffer.from(["H".charCodeAt(0), 0, 0, 0, 4]);

const PARSE = "P";
const BIND = "B";
/** Without values, and with its commit, in one message: this one cannot be held between the two. */
const QUERY = "Q";
const SYNC = "S";
const COMPLETE = "C";
const FAILED = "E";
const READY = "Z";

export async function startStatementGate(databaseUrl: string): Promise<StatementGate> {
  const target = new URL(databaseUrl);
  const lines = new Set<net.Socket>();
  let next: Stop | null = null;

  const server = net.createServer((app) => {
    const database = net.connect(Number(target.port), target.hostname);
    lines.add(app);
    let stop: Stop | null = null;
    let isDeaf = false;

    const toDatabase = (type: string, message: Buffer): void => {
      if (isDeaf) return;
      if (stop) {
        pastStart(stop, type, message);
        return;
      }
      const mayBeIt = next !== null && [PARSE, BIND, QUERY].includes(type);
      if (!mayBeIt || !message.subarray(0, HEAD_BYTES).includes(next?.statement ?? "")) {
        database.write(message);
        return;
      }
      stop = next;
      next = null;
      if (stop?.at === "unsent") {
        isDeaf = true;
        stop.reached();
      } else if (stop?.at === "half-sent") {
        isDeaf = true;
        database.write(message.subarray(0, message.length / 2), stop.reached);
      } else {
        database.write(message);
      }
    };
    const pastStart = ({ at, reached }: Stop, type: string, message: Buffer): void => {
      if (type !== SYNC || at === "committed") {
        database.write(message);
        return;
      }
      isDeaf = true;
      if (at === "executed") database.write(FLUSH);
      else database.write(message, reached);
    };
    const toApp = (type: string, message: Buffer): void => {
      if (!stop) app.write(message);
      else if (type === FAILED) stop.failed(new Error(`Refused: ${message.toString("latin1")}`));
      else if (stop.at === "executed" && type === COMPLETE) stop.reached();
      else if (stop.at === "committed" && type === READY) stop.reached();
    };
    app.on("data", byMessage(false, toDatabase));
    database.on("data", byMessage(true, toApp));
    const end = () => {
      lines.delete(app);
      app.destroy();
      database.destroy();
    };
    for (const socket of [app, database]) {
      // Ends of lines are what this is for.
      socket.on("error", end);
      socket.on("close", end);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo; only pipes have a string.
  const { port } = server.address() as net.AddressInfo;
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);

  return {
    url: url.href,
    stopNext: (statement, at) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`No ${statement} came as far as ${at}`)),
          PATIENCE_MS,
        );
        const reached = () => {
          clearTimeout(timer);
          resolve();
        };
        const failed = (error: Error) => {
          clearTimeout(timer);
          reject(error);
        };
        next = { statement, at, reached, failed };
      }),
    close: async () => {
      for (const line of lines) line.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Cuts a stream into messages: a letter and a length, but for the very first one of a client. */
function byMessage(
  startsWithLetter: boolean,
  take: (type: string, message: Buffer) => void,
): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let hasLetter = startsWithLetter;
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const lengthAt = hasLetter ? 1 : 0;
      if (rest.length < lengthAt + 4) return;
      const end = lengthAt + rest.readUInt32BE(lengthAt);
      if (rest.length < end) return;
      const message = rest.subarray(0, end);
      rest = rest.subarray(end);
      const type = hasLetter ? String.fromCharCode(message[0] ?? 0) : "";
      hasLetter = true;
      take(type, message);
    }
  };
}
