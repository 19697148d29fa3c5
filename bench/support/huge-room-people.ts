/**
 * The people of the huge room of `huge-room.ts`, in a process of their own: a page that reads a document of
 * 260,000 keystrokes stands still for as long as that takes, and so would whatever is measured beside it.
 */
import os from "node:os";
import { connect, text } from "../adapter";
import { sleep, typeSteadily } from "./load";
import type { Seat } from "./rooms";
import { applyEdit, readTrace } from "./trace";

const EDITS_AT_ONCE = 500;
const LOWEST_PRIORITY = 19;

/** What the measuring script says; the answer to each is `done`. */
export type Order = { fill: { url: string; seats: Seat[] } } | { workForMs: number };

type Tab = ReturnType<typeof connect>;

/** Two who type, one who reloads the page every second, and those who watch. */
class HugeRoom {
  readonly #typists: Tab[];
  readonly #open: (person: number) => Tab;

  static async fill(url: string, seats: readonly Seat[]): Promise<HugeRoom> {
    const open = (person: number): Tab => connect(url, "", seats[person] as Seat);
    const owner = open(0);
    await owner.synced;
    const edits = readTrace();
    for (let i = 0; i < edits.length; i += EDITS_AT_ONCE) {
      for (const edit of edits.slice(i, i + EDITS_AT_ONCE)) applyEdit(text(owner.doc), edit);
      await owner.flushed();
    }
    const second = open(1);
    const watching = seats.slice(3).map((_, i) => open(3 + i));
    await Promise.all([second, ...watching].map((tab) => tab.synced));
    return new HugeRoom([owner, second], open);
  }

  private constructor(typists: Tab[], open: (person: number) => Tab) {
    this.#typists = typists;
    this.#open = open;
  }

  async work(ms: number): Promise<void> {
    let isOver = false;
    const reloading = (async () => {
      while (!isOver) {
        const tab = this.#open(2);
        await tab.synced;
        await tab.destroy();
        await sleep(1_000);
      }
    })();
    const editors = this.#typists.map(({ doc }) => () => {
      text(doc).insert(text(doc).length, "y");
    });
    await typeSteadily(editors, { ms });
    isOver = true;
    await reloading;
  }
}

// It shares its core with the script, which must not wait for it.
os.setPriority(LOWEST_PRIORITY);
let room: HugeRoom | null = null;
process.on("message", async (order: Order) => {
  if ("fill" in order) room = await HugeRoom.fill(order.fill.url, order.fill.seats);
  else await room?.work(order.workForMs);
  process.send?.("done");
});
