/**
 * A TCP proxy that lets newcomers wait while nobody answers behind it, as a balancer does. People
 * come back the moment a server is up again instead of after the wait they have drawn, so a test
 * that restarts a server a hundred times measures its faults and not these waits.
 */
import { once } from "node:events";
import net from "node:net";
import { setTimeout } from "node:timers/promises";

const LOOK_AGAIN_MS = 20;

export interface PatientProxy {
  readonly port: number;
  close(): Promise<void>;
}

export async function startPatientProxy(targetPort: number): Promise<PatientProxy> {
  const newcomers = new Set<net.Socket>();
  const server = net.createServer((from) => {
    newcomers.add(from);
    from.on("error", () => from.destroy());
    from.on("close", () => newcomers.delete(from));
    void letIn(from, targetPort);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an AddressInfo; only pipes have a string.
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    close: async () => {
      for (const from of newcomers) from.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function letIn(from: net.Socket, targetPort: number): Promise<void> {
  while (!from.destroyed) {
    const to = net.connect(targetPort, "127.0.0.1");
    const isThere = await once(to, "connect").then(
      () => true,
      () => false,
    );
    if (!isThere) {
      await setTimeout(LOOK_AGAIN_MS);
      continue;
    }
    from.on("close", () => to.destroy());
    to.on("close", () => from.destroy());
    to.on("error", () => to.destroy());
    if (from.destroyed) to.destroy();
    from.pipe(to);
    to.pipe(from);
    return;
  }
}
