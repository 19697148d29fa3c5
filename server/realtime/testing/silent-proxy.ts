import net from "node:net";

/** A TCP proxy that can go silent: connections stay open, and nothing gets through either way. */
export class SilentProxy {
  readonly #server: net.Server;
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<net.Socket>();
  #isSilent = false;

  constructor(host: string, port: number) {
    this.#target = { host, port };
    this.#server = net.createServer((client) => this.#connect(client));
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return (this.#server.address() as net.AddressInfo).port;
  }

  fallSilent(): void {
    this.#isSilent = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** What was held back goes on its way, as after a network's outage. */
  speak(): void {
    this.#isSilent = false;
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connect(client: net.Socket): void {
    const server = net.connect(this.#target.port, this.#target.host);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on("data", (bytes) => to.write(bytes));
      from.on("end", () => to.end());
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#isSilent) from.pause();
    }
  }
}

/** A database's address by way of the proxy. */
export async function throughProxy(
  databaseUrl: string,
): Promise<{ proxy: SilentProxy; url: string }> {
  const url = new URL(databaseUrl);
  const proxy = new SilentProxy(url.hostname, Number(url.port || 5432));
  const port = await proxy.listen();
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return { proxy, url: url.href };
}
