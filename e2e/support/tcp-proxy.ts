/** A TCP proxy that can fail the way networks do: by silence, or by cutting every line. */
import net from "node:net";

export interface TcpProxy {
  readonly port: number;
  /** Lines stay open and nothing comes through, in either direction, until `restore`. */
  silence(): void;
  /** Every line is cut, and new ones are refused, until `restore`. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let state: "open" | "silent" | "cut" = "open";
  const lines = new Set<{ from: net.Socket; to: net.Socket }>();

  const server = net.createServer((from) => {
    // A client that gives up is its own business; the test sees it where it matters.
    from.on("error", () => undefined);
    if (state === "cut") {
      from.destroy();
      return;
    }
    const to = net.connect(target.port, target.host);
    to.on("error", () => from.destroy());
    const line = { from, to };
    lines.add(line);
    from.pipe(to);
    to.pipe(from);
    const end = () => {
      lines.delete(line);
      from.destroy();
      to.destroy();
    };
    from.on("close", end);
    to.on("close", end);
    if (state === "silent") hush(line);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port");

  const cutAll = () => {
    for (const { from, to } of [...lines]) {
      from.destroy();
      to.destroy();
    }
  };
  return {
    port: address.port,
    silence: () => {
      state = "silent";
      for (const line of lines) hush(line);
    },
    cut: () => {
      state = "cut";
      cutAll();
    },
    restore: () => {
      state = "open";
      for (const { from, to } of lines) {
        from.pipe(to);
        to.pipe(from);
      }
    },
    close: async () => {
      cutAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What arrives is kept by the system until the pipes are joined again. */
function hush({ from, to }: { from: net.Socket; to: net.Socket }): void {
  from.unpipe(to).pause();
  to.unpipe(from).pause();
}
