import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EarlyUpgrades } from "./early-upgrades";
import { StartRefused } from "./start-refused";
import { securityHeaders } from "./web/security-headers";

/** Past this many taken ports in a row something else is wrong. */
const MAX_MOVES = 50;

const STARTING = securityHeaders({
  nonce: null,
  host: "localhost",
  isSecure: false,
  isDev: false,
});

/**
 * Takes the port at the very start, because cookies, origins and links depend on it. Until the app stands,
 * whoever calls is asked to come back, and who wants a socket waits.
 *
 * @param mayMove whether the next free port will do
 * @throws StartRefused when the port cannot be had
 */
export async function bindPort(
  host: string,
  port: number,
  mayMove: boolean,
): Promise<{ server: Server; port: number; upgrades: EarlyUpgrades }> {
  for (let candidate = port; ; candidate++) {
    // One without a host is refused by us, with everything else that a refusal says.
    const server = createServer({ requireHostHeader: false });
    try {
      await listen(server, host, candidate);
      server.on("request", (_request, response) => {
        response.writeHead(503, {
          ...STARTING,
          "Retry-After": "2",
          "Cache-Control": "no-store",
          "Content-Type": "text/plain; charset=utf-8",
        });
        response.end("Dryrun is starting. Please try again in a moment.\n");
      });
      // A server that listens on a port has an AddressInfo; only pipes have a string.
      const { port: bound } = server.address() as AddressInfo;
      return { server, port: bound, upgrades: new EarlyUpgrades(server) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EADDRINUSE" && mayMove && candidate < port + MAX_MOVES) continue;
      throw new StartRefused(refusal(code, host, candidate));
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function refusal(code: string | undefined, host: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken by another program. Stop that one, or set PORT to another number.`;
    case "EACCES":
      return `Port ${port} is not open to this user. Set PORT to a number above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST is ${host}, which is not an address of this computer.`;
    default:
      return `Port ${port} on ${host} cannot be opened (${code}).`;
  }
}
