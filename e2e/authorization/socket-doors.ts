/** How each event of the protocol is knocked on, and how each announcement is provoked. */
import { randomUUID } from "node:crypto";
import * as Y from "yjs";
import type { InterviewStatus } from "@/lib/domain/interview";
import { type SOCKET_ANNOUNCEMENTS, SOCKET_REQUESTS } from "@/lib/domain/surfaces";
import { PRIVATE_NAMESPACE, PROTOCOL_VERSION } from "@/lib/protocol/messages";
import { elementDefaults } from "@/lib/room-document/elements";
import {
  documentOf,
  elementsOf,
  openRoots,
  type Plane,
  SCHEMA_VERSION,
} from "@/lib/room-document/roots";
import { type Answer, Page } from "../../server/realtime/testing/live-server";
import { addTo } from "../../server/services/testing/write-in-room";
import type { Stage } from "./stage";

export type SocketDoor = keyof typeof SOCKET_REQUESTS;
/** Answers to one's own edits: whoever sends some hears them, and the knock at `doc:update` looks at them. */
const ANSWERS = [
  "/private doc:refused",
  "/private doc:saved",
  "/room doc:refused",
  "/room doc:saved",
] as const;
export type AnnouncementDoor = Exclude<keyof typeof SOCKET_ANNOUNCEMENTS, (typeof ANSWERS)[number]>;
export const isAnswer = (door: string) => ANSWERS.some((answer) => answer === door);
export const SOCKET_DOORS = Object.keys(SOCKET_REQUESTS) as SocketDoor[];

let lastTab = 1_000;

/** One tab of somebody, with its numbers on both planes and everything it has been told. */
export class Tab {
  readonly page: Page;
  readonly stage: Stage;
  readonly heard = new Set<string>();
  readonly clientIds: Record<Plane, number>;
  /** Clocks of the presence it has told. */
  #clock = 0;

  constructor(url: string, headers: Record<string, string>, stage: Stage) {
    this.stage = stage;
    this.page = new Page(Number(new URL(url).port), headers, true);
    lastTab += 2;
    this.clientIds = { shared: lastTab, private: lastTab + 1 };
    for (const plane of ["shared", "private"] as const) {
      const namespace = plane === "shared" ? "/room" : PRIVATE_NAMESPACE;
      this.socketOf(plane).onAny((event: string) => this.heard.add(`${namespace} ${event}`));
    }
  }

  socketOf(plane: Plane) {
    return plane === "shared" ? this.page.room : this.page.private;
  }

  ask(plane: Plane, event: string, payload: unknown): Promise<Answer> {
    return this.page.ask(event, payload, this.socketOf(plane));
  }

  join(plane: Plane, interviewId: unknown = this.stage.interviewId): Promise<Answer> {
    const clientId = this.clientIds[plane];
    return this.ask(plane, plane === "shared" ? "room:join" : "private:join", {
      interviewId,
      protocol: PROTOCOL_VERSION,
      schemaVersion: SCHEMA_VERSION,
      sender: clientId,
      clientId,
    });
  }

  sync(plane: Plane): Promise<Answer> {
    return this.ask(plane, "doc:sync", { stateVector: Y.encodeStateVector(new Y.Doc()) });
  }

  /** A new edit that builds on nothing. */
  edit(plane: Plane): Uint8Array {
    const doc = new Y.Doc();
    doc.clientID = this.clientIds[plane];
    openRoots(doc, plane);
    // Clocks start where this tab's last edit ended only if it is made again from the first on.
    for (let i = 0; i <= this.#edits[plane]; i += 1) {
      if (plane === "private") addTo(documentOf(doc, plane), `note ${i}`);
      else
        elementsOf(doc).set(
          `tab${doc.clientID}n${i}`,
          new Y.Map(Object.entries({ ...elementDefaults("rectangle"), type: "rectangle" })),
        );
    }
    return Y.encodeStateAsUpdate(doc);
  }

  readonly #edits: Record<Plane, number> = { shared: 0, private: 0 };

  /** Sends an edit, whole or in two parts. */
  async write(plane: Plane, inParts = false): Promise<Answer> {
    const sender = this.clientIds[plane];
    const seq = this.#edits[plane] + 1;
    const bytes = this.edit(plane);
    const answer = inParts
      ? await this.#sendParts(plane, { sender, seq }, bytes)
      : await this.ask(plane, "doc:update", { sender, firstSeq: seq, updates: [bytes] });
    if (answer.ok) this.#edits[plane] += 1;
    return answer;
  }

  async #sendParts(plane: Plane, numbers: object, bytes: Uint8Array): Promise<Answer> {
    const half = bytes.byteLength >> 1;
    const part = (number: number, piece: Uint8Array) =>
      this.ask(plane, "doc:part", { ...numbers, part: number, parts: 2, bytes: piece });
    const first = await part(0, bytes.slice(0, half));
    return first.ok ? part(1, bytes.slice(half)) : first;
  }

  /** Says where it is; nobody answers that. */
  tellPresence(plane: Plane): number {
    this.#clock += 1;
    const clientId = this.clientIds[plane];
    this.socketOf(plane).emit("presence:update", { clientId, clock: this.#clock, state: {} });
    return clientId;
  }

  /** Everything that was sent to it before is here once this is answered. */
  async fence(plane: Plane): Promise<void> {
    await this.ask(plane, "doc:watermark", { sender: this.clientIds[plane] });
  }

  async hasHeardPresenceOf(clientId: number, plane: Plane): Promise<boolean> {
    await this.fence(plane);
    let isHeard = false;
    const isTheirs = (frame: { clientId: number }) => frame.clientId === clientId;
    void this.page.hear("presence:changed", isTheirs, this.socketOf(plane)).then(() => {
      isHeard = true;
    });
    await Promise.resolve();
    return isHeard;
  }

  close(): void {
    this.page.close();
  }
}

/** Frames about places may be dropped while the line is busy; a place is told again and again. */
const PRESENCE_TRIES = 20;

/** Whether somebody else learns where this tab is. */
export async function isSeen(
  tab: Tab,
  by: Tab,
  plane: Plane,
  tries = PRESENCE_TRIES,
): Promise<boolean> {
  for (let i = 0; i < tries; i += 1) {
    const clientId = tab.tellPresence(plane);
    await tab.fence(plane);
    if (await by.hasHeardPresenceOf(clientId, plane)) return true;
  }
  return false;
}

export const command = (type: string) => ({ commandId: randomUUID(), command: { type } });

const NOT_SEEN: Answer = { ok: false, code: "not-allowed" };

interface Knocks {
  tab: Tab;
  /** Somebody who would learn of it. */
  watcher: Tab | null;
  status: InterviewStatus;
  /** How often presence is told before it counts as not told. */
  tries: number;
}

type Knock = (knocks: Knocks) => Promise<Answer>;

const onPlane = (plane: Plane) =>
  ({
    sync: ({ tab }) => tab.sync(plane),
    watermark: ({ tab }) => tab.ask(plane, "doc:watermark", { sender: tab.clientIds[plane] }),
    bind: ({ tab }) => tab.ask(plane, "doc:bind", { clientId: tab.clientIds[plane] }),
    update: ({ tab }) => tab.write(plane),
    part: ({ tab }) => tab.write(plane, true),
    presence: async ({ tab, watcher, tries }) =>
      watcher && (await isSeen(tab, watcher, plane, tries)) ? { ok: true } : NOT_SEEN,
  }) satisfies Record<string, Knock>;

const shared = onPlane("shared");
const priv = onPlane("private");

/** In the order in which a tab does them: the clock last, because it changes what may be done. */
export const SOCKET_KNOCKS: Record<SocketDoor, Knock> = {
  "/room room:join": ({ tab }) => tab.join("shared"),
  "/room clock:sync": ({ tab }) => tab.ask("shared", "clock:sync", {}),
  "/room doc:sync": shared.sync,
  "/room doc:watermark": shared.watermark,
  "/room doc:bind": shared.bind,
  "/room presence:update": shared.presence,
  "/room doc:update": shared.update,
  "/room doc:part": shared.part,
  "/room room:ready": ({ tab }) => tab.ask("shared", "room:ready", { isReady: true }),
  "/private private:join": ({ tab }) => tab.join("private"),
  "/private doc:sync": priv.sync,
  "/private doc:watermark": priv.watermark,
  "/private doc:bind": priv.bind,
  "/private presence:update": priv.presence,
  "/private doc:update": priv.update,
  "/private doc:part": priv.part,
  "/room clock:command": ({ tab, status }) =>
    tab.ask("shared", "clock:command", command(status === "lobby" ? "start" : "pause")),
};

const ROOM_OPEN = ["lobby", "live", "debrief"] as const;

/**
 * In which states a visit provokes each announcement. Those with none are told when something is
 * wrong or somebody is shown out, and have tests of their own for that.
 */
export const PROVOKED: Record<AnnouncementDoor, readonly InterviewStatus[]> = {
  "/private doc:reset": [],
  "/private doc:updated": ROOM_OPEN,
  "/private presence:changed": ROOM_OPEN,
  "/private roster:changed": ROOM_OPEN,
  "/room doc:reset": [],
  "/room doc:updated": ["live"],
  "/room interview:changed": ["lobby", "live"],
  "/room presence:changed": ROOM_OPEN,
  "/room room:closing": [],
  "/room room:left": [],
  "/room roster:changed": ROOM_OPEN,
  "/room scorecards:changed": ["debrief"],
  "/room storage:changed": [],
};
