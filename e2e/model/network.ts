/**
 * A network inside the process. Under it is what production has: HTTP upgrades, WebSocket frames and
 * socket.io's packets, as bytes. Nothing arrives before a run says so.
 *
 * What TCP can do, lines can do: bytes of one direction arrive in order, a line can break with any
 * part of them arrived, end without the other side hearing of it, or fall silent in one direction.
 * Different lines, old ones of the same tab among them, overtake each other freely.
 */
import http from "node:http";
import { Duplex } from "node:stream";

type Cargo = Buffer | "end" | "reset";

export class Pipe {
  #cargo: Cargo[] = [];
  #isSilent = false;
  #target: LineEnd | null = null;

  leadTo(target: LineEnd): void {
    this.#target = target;
  }

  get waiting(): number {
    return this.#cargo.length;
  }

  send(cargo: Cargo): void {
    if (!this.#isSilent) this.#cargo.push(cargo);
  }

  /** The next message arrives; with `bytes`, only its beginning does, and the rest is still to come. */
  deliver(bytes = Number.POSITIVE_INFINITY): void {
    const cargo = this.#cargo.shift();
    const target = this.#target;
    if (cargo === undefined || !target || target.destroyed) return;
    if (cargo === "reset") target.destroy();
    else if (cargo === "end") target.push(null);
    else {
      target.push(cargo.subarray(0, bytes));
      if (bytes < cargo.byteLength) this.#cargo.unshift(cargo.subarray(bytes));
    }
  }

  /** From now on nothing sent arrives, nor is anybody told; what is under way stays so. */
  silence(): void {
    this.#isSilent = true;
  }

  /** Of what is under way only this much arrives, and then the news that the line is gone. */
  breakAfter(stillArrive: number): void {
    this.#cargo.splice(stillArrive);
    this.send("reset");
    this.silence();
  }

  lose(): void {
    this.#cargo = [];
    this.silence();
  }
}

/** One side's socket, as `net.Socket` is used by Node's HTTP and by `ws`. */
class LineEnd extends Duplex {
  readonly remoteAddress = "127.0.0.1";

  constructor(private readonly out: Pipe) {
    super({ allowHalfOpen: false });
    // A reset is an ending like any other here; who uses the socket hears `close`.
    this.on("error", () => undefined);
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.out.send(Buffer.from(chunk));
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.out.send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: () => void): void {
    this.out.send("end");
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.out.send("reset");
    done(error);
  }

  setTimeout = () => this;
  setNoDelay = () => this;
  setKeepAlive = () => this;
  ref = () => this;
  unref = () => this;
}

/** One connection of one tab. */
export class NetworkLine {
  readonly up = new Pipe();
  readonly down = new Pipe();
  readonly client = new LineEnd(this.up);
  readonly server = new LineEnd(this.down);

  constructor(readonly owner: object) {
    this.up.leadTo(this.server);
    this.down.leadTo(this.client);
  }

  get isOver(): boolean {
    return this.client.destroyed && this.server.destroyed;
  }

  get waiting(): number {
    return this.up.waiting + this.down.waiting;
  }

  /** The line breaks and both sides hear of it, after what still arrives. */
  cut(stillArrive: { up: number; down: number }): void {
    this.up.breakAfter(stillArrive.up);
    this.down.breakAfter(stillArrive.down);
  }
}

export class Network {
  #lines: NetworkLine[] = [];
  /** Null while nobody listens. */
  #server: http.Server | null = null;

  /** The lines with something on them still. */
  get lines(): readonly NetworkLine[] {
    this.#lines = this.#lines.filter((line) => !line.isOver || line.waiting > 0);
    return this.#lines;
  }

  get waiting(): number {
    return this.lines.reduce((sum, line) => sum + line.waiting, 0);
  }

  linesOf(owner: object): NetworkLine[] {
    return this.lines.filter((line) => line.owner === owner);
  }

  listen(server: http.Server): void {
    this.#server = server;
  }

  /**
   * The server's machine is gone.
   *
   * @param isHeard whether the lines are reset, as when a process is killed; a power cut tells nobody
   */
  crash(isHeard: boolean, stillArrive: () => number): void {
    this.#server = null;
    for (const { up, down } of this.lines) {
      up.lose();
      if (isHeard) down.breakAfter(stillArrive());
      else down.silence();
    }
  }

  /** The tab's process is gone; the server hears of it, after what is still under way. */
  kill(owner: object, stillArrive: () => number): void {
    for (const line of this.linesOf(owner)) {
      line.down.lose();
      line.up.breakAfter(stillArrive());
      line.client.destroy();
    }
  }

  /** The run is over: the lines that nobody was told of are held by Node's HTTP until they end. */
  end(): void {
    this.#server = null;
    for (const { client, server } of this.#lines.splice(0)) {
      client.destroy();
      server.destroy();
    }
  }

  /** What a tab dials through. */
  agentOf(owner: object): http.Agent {
    const agent = new http.Agent();
    return Object.assign(agent, { createConnection: () => this.#connect(owner) });
  }

  #connect(owner: object): Duplex {
    const line = new NetworkLine(owner);
    const server = this.#server;
    if (server) {
      this.#lines.push(line);
      server.emit("connection", line.server);
    } else {
      process.nextTick(() => line.client.destroy(new Error("Nobody listens")));
    }
    return line.client;
  }
}
