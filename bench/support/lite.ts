/**
 * A tab without a document: joins as ours do, sends edits that were made elsewhere and counts what
 * arrives, so that one generator can be a thousand of them.
 */
import * as Y from "yjs";
import { askOver } from "@/app/interviews/[interviewId]/room/connection/answers";
import { newSender } from "@/app/interviews/[interviewId]/room/connection/identities";
import { Line } from "@/app/interviews/[interviewId]/room/connection/line";
import { ClientId } from "@/lib/domain/ids";
import { PROTOCOL_VERSION, ROOM_NAMESPACE, roomRequests } from "@/lib/protocol/messages";
import { openRoots, SCHEMA_VERSION } from "@/lib/room-document/roots";
import { text } from "../adapter";
import type { Seat } from "./rooms";

interface LiteTab {
  ready: Promise<void>;
  /** Where to type: the id of the paragraph's text; there once `ready` is. */
  parent?: { client: number; clock: number };
  send(update: Uint8Array): void;
  destroy(): void;
}

export function lite(
  url: string,
  _room: string,
  { interviewId, headers }: Seat,
  onMessage: (bytes: number) => void,
  { clientID }: { clientID: number },
): LiteTab {
  const line = new Line({
    url,
    headers,
    onLost: () => console.error("A line was lost"),
    onUnreachable: () => console.error("The server does not answer"),
  });
  const socket = line.socket(ROOM_NAMESPACE);
  const ask = askOver(socket, roomRequests);
  const sender = newSender();
  let hasBegun = false;

  const join = async (): Promise<void> => {
    const joined = await ask("room:join", {
      interviewId,
      protocol: PROTOCOL_VERSION,
      schemaVersion: SCHEMA_VERSION,
      sender,
      clientId: ClientId.parse(clientID),
    });
    if (!joined.ok) throw new Error(`The join was refused: ${joined.code}`);
    line.joined();
    const stateVector = Y.encodeStateVector(new Y.Doc());
    const synced = await ask("doc:sync", { stateVector });
    if (!synced.ok) throw new Error(`The document was refused: ${synced.code}`);
    tab.parent = idOfText(synced.value);
  };

  socket.on("doc:updated", ({ updates }: { updates: Uint8Array[] }) => {
    for (const update of updates) onMessage(update.byteLength);
  });

  socket.on("doc:refused", ({ code }: { code: string }) => {
    throw new Error(`An edit was refused: ${code}`);
  });

  const tab: LiteTab = {
    ready: new Promise((resolve, reject) => {
      socket.once("connect", () => join().then(resolve, reject));
    }),
    send: (update) => {
      const start = hasBegun ? null : { run: 1, sender, firstSeq: 1 };
      hasBegun = true;
      socket.emit("doc:update", { start, updates: [update] });
    },
    destroy: () => line.end(),
  };
  line.dial();
  return tab;
}

function idOfText({ update, encoding }: { update: Uint8Array; encoding: 1 | 2 }) {
  const doc = new Y.Doc();
  openRoots(doc, "shared");
  (encoding === 2 ? Y.applyUpdateV2 : Y.applyUpdate)(doc, update);
  const id = text(doc)._item?.id;
  doc.destroy();
  if (!id) throw new Error("The text has no id");
  return { client: id.client, clock: id.clock };
}
