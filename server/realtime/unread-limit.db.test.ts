/** What waits on the server for somebody who does not read, and what the others notice of it. */
import type { Socket as ServerSocket } from "socket.io";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { InterviewId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { planeRequests, type Roster } from "@/lib/protocol/messages";
import { contentHash } from "@/lib/room-document/content-hash";
import { MAX_TEXT_LENGTH } from "@/lib/room-document/elements";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import { eventually } from "@/lib/testing/eventually";
import { interviewDatabase } from "../services/testing/interview-database";
import { limitsAtRate } from "./limits";
import { type LiveServer, liveServer, type Page } from "./testing/live-server";
import { MAX_UNREAD_BYTES } from "./unread-limit";

const data = interviewDatabase();

/** Together more than the systems at both ends take without anybody reading. */
const MOST_EDITS = 800;
const NOTES_OF_A_LARGE_CANVAS = 400;
/** How much more often than people this test may write: it is over before rates have filled up again. */
const MANY_TIMES = 10;
/** Half of an edit's bytes: the longest text an element may have. */
const NOTE_CHARS = MAX_TEXT_LENGTH;

/** A person's tab with an editor of its own. */
class Tab {
  readonly editor: HeadlessTab;
  readonly sender: number;
  readonly page: Page;
  readonly viewer: Viewer;
  readonly interviewId: InterviewId;
  #seq = 0;

  constructor(server: LiveServer, interviewId: InterviewId, viewer: Viewer, clientId: number) {
    this.page = server.dial(viewer);
    this.viewer = viewer;
    this.interviewId = interviewId;
    this.editor = new HeadlessTab(clientId);
    this.sender = clientId * 7;
  }

  async join(): Promise<void> {
    const ids = { sender: this.sender, clientId: this.editor.doc.clientID };
    expect(await this.page.join(this.interviewId, ids)).toMatchObject({ ok: true });
  }

  async sync(): Promise<void> {
    const stateVector = Y.encodeStateVector(this.editor.doc);
    const { value } = await this.page.ask("doc:sync", { stateVector });
    const { update, encoding, since } = planeRequests["doc:sync"].reply.parse(value);
    this.editor.receive(encoding === 2 ? Y.convertUpdateFormatV2ToV1(update) : update);
    for (const each of since) this.editor.receive(each);
  }

  /** Puts a note of this length on the canvas, in the place of the last one of this name. */
  async scribble(chars: number, name = "note"): Promise<void> {
    this.#seq += 1;
    const text = `${this.#seq}`.padEnd(chars, "x");
    this.editor.draw(name, { type: "text", text, originalText: text });
    const updates = this.editor.takeUpdates();
    const edit = { sender: this.sender, firstSeq: this.#seq, updates };
    expect(await this.page.ask("doc:update", edit)).toMatchObject({ ok: true });
  }
}

/** What the server holds for a connection: in the library's queue, and given to the system but not taken. */
function heldFor({ conn }: ServerSocket): number {
  // Not part of the types, and all there is to look at from outside.
  const { writeBuffer } = conn as unknown as { writeBuffer: { data?: string | Buffer }[] };
  const queued = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return queued + conn.request.socket.writableLength;
}

/** The library's own WebSocket, which in Node is one that can stop taking things off its line. */
function lineOf(page: Page): { pause(): void; resume(): void } {
  const { transport } = page.room.io.engine;
  return (transport as unknown as { ws: { pause(): void; resume(): void } }).ws;
}

async function cast() {
  const server: LiveServer = await liveServer(
    data.context().db,
    data.url(),
    limitsAtRate(MANY_TIMES),
  );
  const host = await data.person("Ada");
  const interviewId = await data.create(host);
  const candidate = await data.join(host, interviewId, "candidate", "Ben");
  const observer = await data.join(host, interviewId, "observer", "Olga");
  await data.command(interviewId, { type: "start" });
  const [ada, ben, olga] = [host, candidate, observer].map(
    (viewer, i) => new Tab(server, interviewId, viewer, 1_000 + i),
  ) as [Tab, Tab, Tab];
  for (const tab of [ada, ben, olga]) {
    await tab.join();
    await tab.sync();
  }
  return { server, ada, ben, olga };
}

function serverSideOf({ realtime }: LiveServer, { page }: Tab): ServerSocket {
  const socket = realtime.io.of("/room").sockets.get(page.room.id ?? "");
  if (!socket) throw new Error("The server does not know this socket.");
  return socket;
}

test("[J8] who stops reading is let go with at most 1 MiB waiting, and nobody else notices", async () => {
  const { server, ada, ben, olga } = await cast();
  const deaf = serverSideOf(server, olga);
  const isOlgaHere = (isHere: boolean) => (roster: Roster) =>
    roster.some((person) => person.name === "Olga" && person.isHere === isHere);
  await ada.page.hear("roster:changed", isOlgaHere(true));
  lineOf(olga.page).pause();

  let most = 0;
  let edits = 0;
  while (deaf.connected && edits < MOST_EDITS) {
    edits += 1;
    await ada.scribble(NOTE_CHARS);
    if (deaf.connected) most = Math.max(most, heldFor(deaf));
  }
  expect(deaf.connected, `after ${edits} edits`).toBe(false);
  // It was the queue that ended it, and not the first moment of somebody else's reading.
  expect(most).toBeGreaterThan(MAX_UNREAD_BYTES / 2);
  expect(most).toBeLessThanOrEqual(MAX_UNREAD_BYTES);

  await ada.page.hear("roster:changed", isOlgaHere(false));
  await ada.scribble(10);
  for (const tab of [ada, ben]) expect(tab.page.room.connected).toBe(true);
  await ben.sync();
  expect(contentHash(ben.editor.doc)).toBe(contentHash(ada.editor.doc));
});

test("[J8] a whole document larger than that waits for somebody who is slow to read it", async () => {
  const { server, ada, olga } = await cast();
  for (let i = 0; i < NOTES_OF_A_LARGE_CANVAS; i++) await ada.scribble(NOTE_CHARS, `note-${i}`);
  const slow = new Tab(server, ada.interviewId, olga.viewer, 5_000);
  await slow.join();
  const here = serverSideOf(server, slow);
  const synced = slow.sync();
  lineOf(slow.page).pause();
  await eventually(() => expect(heldFor(here)).toBeGreaterThan(MAX_UNREAD_BYTES));
  for (let i = 0; i < 10; i++) await ada.scribble(10);
  expect(here.connected).toBe(true);
  expect(heldFor(here)).toBeGreaterThan(MAX_UNREAD_BYTES);

  lineOf(slow.page).resume();
  await synced;
  await slow.sync();
  expect(contentHash(slow.editor.doc)).toBe(contentHash(ada.editor.doc));
});
