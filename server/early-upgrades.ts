import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Everybody of a thousand rooms; whoever comes after that is asked to come back. */
const MAX_WAITING = 2_000;

/**
 * Those who want a socket before the app stands. They wait instead of being sent away: after a restart
 * everybody in a room dials at once, and who is refused comes back later and later.
 */
export class EarlyUpgrades {
  readonly #server: Server;
  readonly #waiting = new Map<Duplex, { request: IncomingMessage; head: Buffer }>();

  constructor(server: Server) {
    this.#server = server;
    server.on("upgrade", this.#hold);
  }

  get count(): number {
    return this.#waiting.size;
  }

  /** The app stands: those who waited first, and from now on everybody at once. */
  handOver(listener: UpgradeListener): void {
    this.#server.off("upgrade", this.#hold);
    this.#server.on("upgrade", listener);
    for (const [socket, { request, head }] of this.#letGo()) listener(request, socket, head);
  }

  /** The app will not stand. */
  turnAway(): void {
    for (const [socket] of this.#letGo()) socket.destroy();
  }

  #hold: UpgradeListener = (request, socket, head) => {
    // Without a listener a connection that breaks meanwhile would end the process.
    socket.on("error", () => socket.destroy());
    if (this.#waiting.size >= MAX_WAITING) socket.destroy();
    else this.#waiting.set(socket, { request, head });
  };

  #letGo(): [Duplex, { request: IncomingMessage; head: Buffer }][] {
    const all = [...this.#waiting];
    this.#waiting.clear();
    return all;
  }
}
