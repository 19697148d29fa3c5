/** A client that is not ours: says whatever the test wants, over the real wire. */
import { Manager, type Socket } from "socket.io-client";
import * as Y from "yjs";
import { newClientId, newSender } from "@/app/interviews/[interviewId]/room/connection/identities";
import type { ClientId, InterviewId, SenderId } from "@/lib/domain/ids";
import {
  PROTOCOL_VERSION,
  ROOM_NAMESPACE,
  roomRequests,
  SOCKET_PATH,
} from "@/lib/protocol/messages";
import { frameParser } from "@/lib/protocol/parser";
import { openRoots, SCHEMA_VERSION } from "@/lib/room-document/roots";
import { sendEdits } from "@/server/realtime/testing/edits-by-hand";

export interface RawReply {
  ok: boolean;
  code?: string;
  lastSeq?: number;
  value?: unknown;
}

export interface RawClientOptions {
  url: string;
  headers: Record<string, string>;
  interviewId: InterviewId;
}

export class RawClient {
  readonly sender: SenderId = newSender();
  readonly clientId: ClientId = newClientId();
  /** What the server has, and what this client makes of it. */
  readonly doc = new Y.Doc();
  readonly heard: { name: string; payload: unknown }[] = [];
  readonly socket: Socket;
  #seq = 0;

  private constructor({ url, headers }: RawClientOptions) {
    this.doc.clientID = this.clientId;
    openRoots(this.doc, "shared");
    const manager = new Manager(url, {
      path: SOCKET_PATH,
      parser: frameParser,
      transports: ["websocket"],
      reconnection: false,
      extraHeaders: headers,
    });
    this.socket = manager.socket(ROOM_NAMESPACE);
    this.socket.onAny((name: string, payload: unknown) => this.heard.push({ name, payload }));
  }

  /** Connects, joins and takes the document in. */
  static async join(options: RawClientOptions): Promise<RawClient> {
    const client = new RawClient(options);
    await new Promise<void>((resolve, reject) => {
      client.socket.once("connect", resolve);
      client.socket.io.once("error", reject);
    });
    const joined = await client.ask("room:join", {
      interviewId: options.interviewId,
      protocol: PROTOCOL_VERSION,
      schemaVersion: SCHEMA_VERSION,
      sender: client.sender,
      clientId: client.clientId,
    });
    if (!joined.ok) throw new Error(`The join was refused: ${joined.code}`);
    await client.contentHash();
    return client;
  }

  ask(name: string, payload: unknown): Promise<RawReply> {
    if (name === "doc:update") return sendEdits(this.socket, payload);
    return new Promise((resolve) => this.socket.emit(name, payload, resolve));
  }

  /** Fetches what is missing. @returns the server's hash of its whole content */
  async contentHash(): Promise<string> {
    for (;;) {
      const reply = await this.ask("doc:sync", { stateVector: Y.encodeStateVector(this.doc) });
      const { update, encoding, since, contentHash } = roomRequests["doc:sync"].reply.parse(
        reply.value,
      );
      const apply = encoding === 2 ? Y.applyUpdateV2 : Y.applyUpdate;
      this.doc.transact(() => {
        apply(this.doc, update, this);
        for (const each of since) Y.applyUpdate(this.doc, each, this);
      });
      // There is none while somebody's edits wait for their commit.
      if (contentHash !== null) return contentHash;
    }
  }

  /** Sends bytes as this client's next edit; the number counts only when they are accepted. */
  async send(update: Uint8Array, change: Record<string, unknown> = {}): Promise<RawReply> {
    const firstSeq = this.#seq + 1;
    const reply = await this.ask("doc:update", {
      sender: this.sender,
      firstSeq,
      updates: [update],
      ...change,
    });
    if (reply.ok) this.#seq = firstSeq;
    return reply;
  }

  /** The update that `edit` makes in a copy of the document, under this or another clientID. */
  updateOf(edit: (doc: Y.Doc) => void, clientId: number = this.clientId): Uint8Array {
    const copy = new Y.Doc();
    openRoots(copy, "shared");
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
    copy.clientID = clientId;
    const before = Y.encodeStateVector(copy);
    copy.transact(() => edit(copy));
    return Y.encodeStateAsUpdate(copy, before);
  }

  close(): void {
    this.socket.disconnect();
  }
}
