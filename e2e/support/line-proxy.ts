/**
 * A TCP proxy whose lines fail one by one, the way single connections do: an end that is gone
 * without a word, a direction in which nothing arrives, a cut in the middle of a frame.
 */
import net from "node:net";

export interface ProxiedLine {
  /** Bytes that came through so far, both directions together. */
  readonly bytes: number;
  readonly isOver: boolean;
  /** From now on nothing the client does reaches the server: no bytes and no end. */
  muteClient(): void;
  /** From now on nothing the server does reaches the client. */
  muteServer(): void;
  /** Ends the connection to the server; a muted server's end is not told to the client. */
  endServer(): void;
  /** Ends the connection to the client; a muted client's end is not told to the server. */
  endClient(): void;
  /** Ends both after exactly this many bytes more, whichever way they go. */
  cutAfter(bytes: number): void;
}

interface LineProxy {
  readonly port: number;
  /** Lines that are open at either end, oldest first. */
  readonly lines: readonly ProxiedLine[];
  close(): Promise<void>;
}

/** @param onLine hears of each line before its first byte */
export async function startLineProxy(
  target: { host: string; port: number },
  onLine: (line: ProxiedLine) => void = () => undefined,
): Promise<LineProxy> {
  const lines = new Set<ProxiedLine>();
  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    const line = proxyLine(client, net.connect({ ...target, allowHalfOpen: true }), () =>
      lines.delete(line),
    );
    lines.add(line);
    onLine(line);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // It listens on a port, so this is the address of one.
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    get lines() {
      return [...lines];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const line of lines) line.cutAfter(0);
      }),
  };
}

function proxyLine(client: net.Socket, server: net.Socket, onOver: () => void): ProxiedLine {
  const muted = new Set<net.Socket>();
  let bytes = 0;
  let cutAt = Number.POSITIVE_INFINITY;
  let isCut = false;
  let isOver = false;

  function cut(): void {
    client.destroy();
    server.destroy();
  }

  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    from.on("data", (chunk: Buffer) => {
      if (muted.has(from) || to.destroyed) return;
      const through = chunk.subarray(0, Math.max(0, cutAt - bytes));
      bytes += through.byteLength;
      if (bytes >= cutAt) {
        // What came through is delivered before the end is.
        isCut = true;
        from.destroy();
        to.end(through, () => to.destroy());
      } else if (!to.write(through)) {
        from.pause();
        to.once("drain", () => from.resume());
      }
    });
    from.on("end", () => {
      if (!muted.has(from)) to.end();
    });
    // An end that breaks is told like any other, by its close.
    from.on("error", () => undefined);
    from.on("close", () => {
      if (!muted.has(from) && !isCut) to.destroy();
      if (isOver || !client.destroyed || !server.destroyed) return;
      isOver = true;
      onOver();
    });
  }
  return {
    get bytes() {
      return bytes;
    },
    get isOver() {
      return isOver;
    },
    muteClient: () => muted.add(client),
    muteServer: () => muted.add(server),
    endServer: () => server.destroy(),
    endClient: () => client.destroy(),
    cutAfter: (more) => {
      cutAt = bytes + more;
      if (more === 0) cut();
    },
  };
}
