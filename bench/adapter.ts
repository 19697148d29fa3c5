/**
 * The product as the load generator sees it: the room's own client without a page, real people with
 * real sign-ins, and the text of a paragraph of the real document.
 */
import fs from "node:fs";
import * as Y from "yjs";
import { RoomConnection } from "@/app/interviews/[interviewId]/room/connection/room-connection";
import { documentOf } from "@/lib/room-document/roots";
import { caretAwareness } from "./support/caret-awareness";
import { benchDatabaseUrl } from "./support/database";
import { untilReady } from "./support/health";
import { emptyCopy } from "./support/no-copy";
import { type BenchRoom, makeRooms, type Seat } from "./support/rooms";

export { lite } from "./support/lite";

/** What the generator says of a scenario that is about to start. */
interface Scenario {
  url: string;
  scenario: string;
  options: Partial<
    Record<"rooms" | "fanoutRooms" | "memRooms" | "stormClients" | "maxRooms" | "people", number>
  >;
}

/** Rooms that `join` enters: 20 to warm up, 100 empty ones, two long documents. */
const JOIN_ROOMS = 122;

function sizeOf({ scenario, options }: Scenario): { rooms: number; seats: number } {
  const { rooms = 50, fanoutRooms = 20, memRooms = 500, stormClients = 500 } = options;
  // One seat more than the generator's people, for the one who checks what has arrived.
  switch (scenario) {
    case "fanout":
    case "awareness":
      return { rooms: fanoutRooms, seats: 7 };
    case "memory":
      return { rooms: memRooms, seats: 3 };
    case "storm":
    case "restart":
      return { rooms: stormClients, seats: 3 };
    case "capacity":
      return { rooms: options.maxRooms ?? 6_400, seats: 3 };
    case "join":
      return { rooms: JOIN_ROOMS, seats: 3 };
    default:
      return { rooms, seats: options.people ?? 3 };
  }
}

/** Interviews and their people, before anybody comes. @returns who sits where in the room of a name */
export async function setup(scenario: Scenario): Promise<(room: string, person: number) => Seat> {
  noteScenario(scenario.scenario);
  await untilReady(scenario.url);
  const free = await makeRooms(benchDatabaseUrl(), scenario.url, sizeOf(scenario));
  const named = new Map<string, BenchRoom>();
  return (name, person) => {
    const room = named.get(name) ?? free.pop();
    if (!room) throw new Error(`There is no interview left for ${name}`);
    named.set(name, room);
    const seat = room.seats[person];
    if (!seat) throw new Error(`There is no seat ${person} in ${name}`);
    return seat;
  };
}

/** Beside the commits of the server, so that each is known to belong to its scenario. */
function noteScenario(scenario: string): void {
  const file = process.env.BENCH_COMMITS;
  if (file) fs.appendFileSync(file, `${JSON.stringify({ at: Date.now(), scenario })}\n`);
}

/** A tab of the person in this seat. */
export function connect(url: string, _room: string, { interviewId, role, headers }: Seat) {
  const connection = new RoomConnection({
    interviewId,
    role,
    url,
    headers,
    openCopy: () => emptyCopy(),
    forget: async () => undefined,
  });
  const { sync } = connection.shared;
  const { doc } = sync;
  const synced = until(connection.state, () => sync.isSynced);
  void connection.start();
  return {
    connection,
    doc,
    awareness: caretAwareness(connection, text),
    synced,
    flushed: () => until(connection.saved, () => sync.waiting === 0),
    destroy: async () => {
      // A document that was fetched anew because it differed is a fault, not a figure.
      if (sync.doc !== doc) console.error(`The document of ${interviewId} was replaced`);
      await connection.stop();
    },
  };
}

/** The text of the first section's last paragraph, where people start to write. */
export function text(doc: Y.Doc): Y.XmlText {
  const section = documentOf(doc, "shared").get(0);
  const paragraph = section instanceof Y.XmlElement ? section.get(section.length - 1) : null;
  const content = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(content instanceof Y.XmlText)) throw new Error("The paragraph is not there yet");
  return content;
}

interface Watched {
  subscribe(listener: () => void): () => void;
}

function until(store: Watched, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}
