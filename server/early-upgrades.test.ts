import net from "node:net";
import { afterEach, expect, test } from "vitest";
import { eventually } from "@/lib/testing/eventually";
import { bindPort } from "./bind-port";

const HANDSHAKE =
  "GET /socket.io HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

const opened: { destroy(): void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.destroy();
});

async function starting() {
  const bound = await bindPort("127.0.0.1", 0, false);
  opened.push({ destroy: () => bound.server.close() });
  return bound;
}

async function dial(port: number): Promise<net.Socket> {
  const socket = net.connect(port, "127.0.0.1");
  opened.push(socket);
  socket.on("error", () => undefined);
  socket.write(HANDSHAKE);
  return socket;
}

test("who wants a socket while the app starts is answered as soon as it stands", async () => {
  const { port, upgrades } = await starting();
  const early = await dial(port);
  await eventually(() => expect(upgrades.count).toBe(1));

  upgrades.handOver((_request, socket) => socket.end("welcome"));
  expect(upgrades.count).toBe(0);
  const late = await dial(port);
  for (const each of [early, late]) expect(await firstWords(each)).toBe("welcome");
});

test("when the app does not come to stand nobody is left waiting, and the port can close", async () => {
  const { server, port, upgrades } = await starting();
  const socket = await dial(port);
  await eventually(() => expect(upgrades.count).toBe(1));
  const closed = new Promise((resolve) => server.close(resolve));
  upgrades.turnAway();
  expect(await firstWords(socket)).toBe("");
  await closed;
});

/** What the server says before it hangs up. */
function firstWords(socket: net.Socket): Promise<string> {
  return new Promise((resolve) => {
    let words = "";
    socket.on("data", (data) => {
      words += data.toString();
    });
    socket.on("close", () => resolve(words));
  });
}
