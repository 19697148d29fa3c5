/** One tab of a person: the product's own connection, without a page, dialling through the run's network. */
import { Manager } from "socket.io-client";
import {
  type MemoryDevice,
  openMemoryCopy,
} from "@/app/interviews/[interviewId]/room/connection/memory-copy";
import { RoomConnection } from "@/app/interviews/[interviewId]/room/connection/room-connection";
import type { InterviewId } from "@/lib/domain/ids";
import type { ParticipantRole } from "@/lib/domain/roles";
import { may } from "@/lib/domain/roles";
import { contentHash } from "@/lib/room-document/content-hash";
import type { Plane } from "@/lib/room-document/roots";
import { Hand } from "./hand";
import type { Ledger } from "./ledger";
import type { Network } from "./network";
import type { Chance } from "./random";
import type { ModelPerson } from "./storage";

export interface TabSurroundings {
  interviewId: InterviewId;
  network: Network;
  chance: Chance;
  ledger: Ledger;
}

export class ModelTab {
  readonly connection: RoomConnection;
  readonly #surroundings: TabSurroundings;
  readonly #hands = new Map<Plane, Hand>();

  /** @param role what the page was made for; the server knows better */
  constructor(
    readonly name: string,
    readonly person: ModelPerson,
    readonly role: ParticipantRole,
    device: MemoryDevice,
    surroundings: TabSurroundings,
  ) {
    this.#surroundings = surroundings;
    const { interviewId, network, ledger } = surroundings;
    this.connection = new RoomConnection({
      interviewId,
      role,
      openCopy: (plane) => ledger.watch(openMemoryCopy(device, plane), plane),
      forget: async () => undefined,
      isSignedIn: async () => true,
      url: "http://dryrun.test",
      headers: { cookie: `viewer=${person.viewer.signInId}` },
      // Its types know the browser's agents only.
      openManager: (url, options) =>
        new Manager(url, { ...options, agent: network.agentOf(this) as never }),
    });
  }

  get isClosed(): boolean {
    return this.connection.state.get().status.kind === "closed";
  }

  get isOpen(): boolean {
    return this.connection.state.get().status.kind === "open";
  }

  get planes(): Plane[] {
    return this.connection.private ? ["shared", "private"] : ["shared"];
  }

  sync(plane: Plane) {
    const client = plane === "shared" ? this.connection.shared : this.connection.private;
    if (!client) throw new Error(`${this.name} has no ${plane} plane`);
    return client.sync;
  }

  /** Edits that are not acknowledged, on both planes. */
  get waiting(): number {
    return this.planes.reduce((sum, plane) => sum + this.sync(plane).waiting, 0);
  }

  /** Whether the page lets this person write here now. */
  mayWrite(plane: Plane): boolean {
    if (!this.planes.includes(plane) || this.isClosed || !this.sync(plane).isSynced) return false;
    const { interview } = this.connection.state.get();
    if (!interview) return false;
    const asker = { standing: this.role, isHost: false, isAdmin: false, isCoach: false };
    const action = plane === "shared" ? "shared:write" : "private:write";
    return may(asker, action, interview.state.status);
  }

  /** The editor is bound anew when the plane has another document. */
  hand(plane: Plane): Hand {
    const { doc } = this.sync(plane);
    const known = this.#hands.get(plane);
    if (known?.doc === doc) return known;
    known?.destroy();
    const hand = new Hand(doc, plane, this.#surroundings.chance);
    this.#hands.set(plane, hand);
    return hand;
  }

  point(x: number): void {
    const { shared } = this.connection.state.get();
    shared?.awareness.setLocalStateField("pointer", { x, y: x, tool: "pointer" });
  }

  hash(plane: Plane): string {
    return contentHash(this.sync(plane).doc);
  }

  /** Gone without a word: nothing more leaves, and its locks are free. */
  async die(stillArrive: () => number): Promise<void> {
    const { network } = this.#surroundings;
    network.kill(this, stillArrive);
    await this.connection.stop();
    network.kill(this, () => 0);
  }
}
