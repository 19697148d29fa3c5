/** HTTP, Next and the socket server put together on the one port. */
import type { Server } from "node:http";
import next from "next";
import type { Config } from "./config";

export interface WebServerOptions {
  readonly config: Config;
  /** Listens already; nobody answers on it yet but a note that the app is starting. */
  readonly server: Server;
  readonly port: number;
  /** Next compiles pages as they are asked for. */
  readonly isDev: boolean;
  /** Signs the sign-in cookies. */
  readonly secret: string;
  readonly databaseUrl: string;
  /** Every origin a page of ours can have. */
  readonly origins: readonly string[];
}

export interface WebServer {
  /** Begins to answer. */
  listen(): void;
  /** Lets what is under way finish and takes nothing new. */
  close(): Promise<void>;
}

export async function createWebServer(options: WebServerOptions): Promise<WebServer> {
  const { server, isDev, port, config } = options;
  const app = next({ dev: isDev, httpServer: server, hostname: config.host, port });
  await app.prepare();
  const answer = app.getRequestHandler();
  const upgrade = app.getUpgradeHandler();
  return {
    listen() {
      server.removeAllListeners("request");
      server.on("request", (request, response) => void answer(request, response));
      if (isDev)
        server.on("upgrade", (request, socket, head) => void upgrade(request, socket, head));
    },
    close: () => app.close(),
  };
}
