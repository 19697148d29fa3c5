/** One plane on its namespace: the documents in step, the people's positions, and the view of both. */
import type { Socket } from "socket.io-client";
import type { ClientId } from "@/lib/domain/ids";
import { planeAnnouncements, planeRequests, type Roster } from "@/lib/protocol/messages";
import type { Plane } from "@/lib/room-document/roots";
import { askOver, hear, type PlaneLink } from "./answers";
import type { LocalCopy } from "./local-copy";
import { PlaneSync } from "./plane-sync";
import { PlanePresence } from "./presence";
import type { PlaneView } from "./room-state";
import type { PlaneSaving } from "./saved-state";

export interface PlaneClientOptions {
  plane: Plane;
  socket: Socket;
  copy: LocalCopy;
  canWrite: boolean;
  onChange: () => void;
}

export class PlaneClient {
  readonly sync: PlaneSync;
  #socket: Socket;
  #link: PlaneLink;
  #onChange: () => void;
  #presence: PlanePresence;
  #roster: Roster = [];
  /** Heard on this line, and so newer than the one in the answer to the join. */
  #hasHeardRoster = false;
  #isJoined = false;
  #hasPresence = false;
  #view: PlaneView | null = null;

  constructor({ plane, socket, copy, canWrite, onChange }: PlaneClientOptions) {
    this.#socket = socket;
    this.#link = {
      ask: askOver(socket, planeRequests),
      sendEdits: (message) => {
        // A packet sent while the line is down would wait in the library and overtake the next join.
        if (socket.connected) socket.emit("doc:update", message);
      },
    };
    this.#onChange = onChange;
    this.sync = new PlaneSync({ plane, copy, canWrite, onChange: () => this.#changed() });
    this.#presence = this.#newPresence();
    this.#listen(socket);
  }

  get roster(): Roster {
    return this.#roster;
  }

  get view(): PlaneView {
    const { doc, isSynced, generation, refused } = this.sync;
    const { awareness } = this.#presence;
    const last = this.#view;
    if (last?.doc !== doc || last.isSynced !== isSynced || last.refused !== refused)
      this.#view = { doc, awareness, isSynced, generation, refused };
    return this.#view ?? { doc, awareness, isSynced, generation, refused };
  }

  get saving(): PlaneSaving {
    const { waiting, isStuck, isKept, refused } = this.sync;
    const last = refused.at(-1);
    const count = refused.reduce((sum, edits) => sum + edits.count, 0);
    return { waiting, isStuck, isKept, refused: last ? { count, code: last.code } : null };
  }

  joined(joined: { clientId: ClientId; watermark: number; roster: Roster }): void {
    this.#isJoined = true;
    // Of two who come in the same moment the first is told of the second before its own answer is sent.
    if (!this.#hasHeardRoster) this.#setRoster(joined.roster);
    this.sync.open(this.#link, joined);
  }

  left(): void {
    this.#isJoined = false;
    this.#hasHeardRoster = false;
    this.#hasPresence = false;
    this.#presence.close();
    this.sync.close();
  }

  async destroy(): Promise<void> {
    this.left();
    this.#presence.destroy();
    await this.sync.destroy();
  }

  #listen(socket: Socket): void {
    hear(socket, "doc:updated", planeAnnouncements["doc:updated"], ({ updates }) =>
      this.sync.receive(updates),
    );
    hear(socket, "doc:saved", planeAnnouncements["doc:saved"], (saved) =>
      this.sync.edits.saved(saved),
    );
    hear(socket, "doc:refused", planeAnnouncements["doc:refused"], (refused) =>
      this.sync.edits.refused(refused),
    );
    hear(socket, "presence:changed", planeAnnouncements["presence:changed"], (message) =>
      this.#presence.receive(message),
    );
    hear(socket, "roster:changed", planeAnnouncements["roster:changed"], (roster) => {
      this.#hasHeardRoster = true;
      this.#setRoster(roster);
    });
    hear(socket, "doc:reset", planeAnnouncements["doc:reset"], () => this.sync.reset());
  }

  #setRoster(roster: Roster): void {
    this.#roster = roster;
    this.#presence.setRoster(roster);
    this.#onChange();
  }

  #changed(): void {
    if (this.#presence.awareness.doc !== this.sync.doc) {
      this.#presence.destroy();
      this.#hasPresence = false;
      this.#presence = this.#newPresence();
      this.#presence.setRoster(this.#roster);
    }
    this.#presence.followClientId();
    // Presence comes last: a position means nothing in a document one does not have yet.
    if (this.#isJoined && this.sync.isSynced && !this.#hasPresence) {
      this.#hasPresence = true;
      this.#presence.open();
    }
    this.#onChange();
  }

  #newPresence(): PlanePresence {
    return new PlanePresence(this.sync.doc, (message) => {
      this.#socket.volatile.emit("presence:update", message);
    });
  }
}
