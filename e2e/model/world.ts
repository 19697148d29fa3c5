/** Everything a run moves: people with tabs and devices, a network, a server that may die, its database. */
import { MemoryDevice } from "@/app/interviews/[interviewId]/room/connection/memory-copy";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { Plane } from "@/lib/room-document/roots";
import { announceNotice } from "@/server/room-notices";
import type { DatabaseQueue } from "./database-queue";
import { Ledger, type MadeEdit } from "./ledger";
import { ModelServer } from "./model-server";
import { ModelTab } from "./model-tab";
import { Network } from "./network";
import type { Chance } from "./random";
import type { ModelPerson, Storage } from "./storage";
import { nextTurn, realPause, type VirtualTime } from "./virtual-time";

/** A place in front of a device, with a tab or without. */
export interface Seat {
  readonly name: string;
  readonly person: ModelPerson;
  readonly device: MemoryDevice;
  tab: ModelTab | null;
}

export interface Word {
  text: string;
  tab: ModelTab;
  plane: Plane;
  edit: MadeEdit;
  /** Taken back by its author at some time; it may have come back with a redo. */
  isTakenBack: boolean;
}

const MAX_SEATS = 5;
const MIN_SEATS = 2;

export class World {
  readonly chance: Chance;
  readonly time: VirtualTime;
  readonly storage: Storage;
  readonly network = new Network();
  readonly ledger: Ledger;
  readonly seats: Seat[];
  readonly words: Word[] = [];
  /** What was acknowledged before it was stored; stays empty. */
  readonly falseAcknowledgements: string[] = [];
  readonly trace: string[] = [];
  server: ModelServer | null = null;
  /** From then on nobody writes into the shared plane. */
  hasEnded = false;
  #roles = new Map<number, ParticipantRole>();
  #openedTabs = 0;
  /** Databases connections of servers that are gone, with statements Postgres may still carry out. */
  #abandoned: DatabaseQueue[] = [];

  constructor(chance: Chance, time: VirtualTime, storage: Storage) {
    this.chance = chance;
    this.time = time;
    this.storage = storage;
    this.ledger = new Ledger((plane, sender, throughSeq) => {
      this.#checkStored(plane, sender, throughSeq);
    });
    this.seats = this.#arrangeSeats();
  }

  async begin(): Promise<void> {
    await this.startServer();
    for (const seat of this.seats) await this.openTab(seat);
  }

  // People

  get tabs(): ModelTab[] {
    return this.seats.flatMap(({ tab }) => tab ?? []);
  }

  roleOf({ participant, role }: ModelPerson): ParticipantRole {
    return this.#roles.get(participant) ?? role;
  }

  async openTab(seat: Seat): Promise<void> {
    this.#openedTabs += 1;
    const name = `${seat.name}#${this.#openedTabs}`;
    const { network, chance, ledger } = this;
    const surroundings = { interviewId: this.storage.interviewId, network, chance, ledger };
    seat.tab = new ModelTab(name, seat.person, this.roleOf(seat.person), seat.device, surroundings);
    await seat.tab.connection.start();
    await this.settle();
  }

  async closeTab(seat: Seat): Promise<void> {
    const { tab } = seat;
    seat.tab = null;
    await tab?.die(() => this.chance.below(4));
    await this.settle();
  }

  /** As an operator would; the server is told, or finds out by itself. */
  async setRole(person: ModelPerson, role: ParticipantRole): Promise<void> {
    this.#roles.set(person.participant, role);
    await this.storage.setRole(person.viewer.userId, role);
    const { interviewId } = this.storage;
    announceNotice({ type: "people-changed", interviewId });
    await this.settle();
  }

  write(tab: ModelTab, plane: Plane): string {
    const text = `<${this.words.length}>`;
    tab.hand(plane).write(text);
    const edit = this.ledger.last;
    if (!edit) throw new Error("An edit was made and not kept");
    this.words.push({ text, tab, plane, edit, isTakenBack: false });
    return text;
  }

  /** Takes something back, or back again, and remembers which words that concerns. */
  undo(tab: ModelTab, plane: Plane, step: "undo" | "redo"): void {
    const before = tab.hand(plane).lines.join("");
    tab.hand(plane)[step]();
    const after = tab.hand(plane).lines.join("");
    if (before === after) return;
    for (const word of this.words)
      if (word.tab === tab && before.includes(word.text) !== after.includes(word.text))
        word.isTakenBack = true;
  }

  // The server

  async startServer(): Promise<void> {
    const server = new ModelServer(this.storage, () => this.#endStatements());
    await server.start();
    this.server = server;
    this.network.listen(server.http);
    await this.settle();
  }

  async crashServer(): Promise<void> {
    const { server, chance } = this;
    if (!server) return;
    this.server = null;
    this.network.crash(chance.is(0.7), () => chance.below(4));
    await server.crash(chance.is(0.5));
    this.#abandoned.push(server.queue);
    await this.settle();
  }

  // The end

  get isAtRest(): boolean {
    return this.unrest.length === 0;
  }

  /** What is still under way, in words. */
  get unrest(): string[] {
    const lines = this.network.waiting > 0 ? ["messages are under way"] : [];
    const tabs = this.tabs.flatMap((tab) => {
      const unsynced = tab.planes.filter((plane) => !tab.sync(plane).isSynced);
      return [
        ...(tab.isOpen ? [] : [`${tab.name} is not in the room`]),
        ...(tab.waiting > 0 ? [`${tab.waiting} edits of ${tab.name} are not acknowledged`] : []),
        ...unsynced.map((plane) => `${tab.name} does not have the ${plane} document`),
      ];
    });
    return [...lines, ...tabs];
  }

  // What happens by itself

  /** Waits until nothing more happens without a message, an answer or time. */
  settle = async (): Promise<void> => {
    await nextTurn();
    while ((this.server?.queue.running ?? 0) > 0) await realPause(1);
    await nextTurn();
  };

  /** Lets messages and answers pass until there are none. */
  async flow(): Promise<void> {
    await this.settle();
    for (;;) {
      const { server } = this;
      const line = this.network.lines.find(({ waiting }) => waiting > 0);
      if (server && server.held > 0) server.release();
      else if (server && server.queue.waiting > 0) await server.queue.answer(0);
      else if (line) (line.up.waiting > 0 ? line.up : line.down).deliver();
      else return;
      await this.settle();
    }
  }

  /** Time passes on a quiet day: whatever happens in it happens at once. */
  async pass(ms: number, stepMs = 1_000): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      await this.time.advance(Math.min(stepMs, left), this.settle);
      await this.flow();
    }
  }

  get hasLate(): boolean {
    return this.#queues().some((queue) => queue.late > 0);
  }

  /** Statements of connections that are long gone: Postgres finishes them now. */
  async finishLate(): Promise<void> {
    await this.#endStatements();
    await this.settle();
  }

  async #endStatements(): Promise<void> {
    for (const queue of this.#queues()) while (queue.late > 0) await queue.finishLate();
  }

  #queues(): DatabaseQueue[] {
    return this.server ? [...this.#abandoned, this.server.queue] : this.#abandoned;
  }

  #arrangeSeats(): Seat[] {
    const { chance, storage } = this;
    const count = MIN_SEATS + chance.below(MAX_SEATS - MIN_SEATS + 1);
    const devices = new Map<ModelPerson, MemoryDevice>();
    const [ada, ben] = storage.people;
    return Array.from({ length: count }, (_, i) => {
      const person = (i === 0 && ada) || (i === 1 && ben) || chance.pick(storage.people);
      const device = devices.get(person) ?? new MemoryDevice();
      devices.set(person, device);
      return { name: `${person.viewer.name}.${i}`, person, device, tab: null };
    });
  }

  #checkStored(plane: Plane, sender: number, throughSeq: number): void {
    const stored = this.storage.storedThrough?.(plane, sender);
    if (stored === undefined || stored >= throughSeq) return;
    this.falseAcknowledgements.push(`${plane}/${sender}/${throughSeq}, stored is ${stored}`);
  }
}
