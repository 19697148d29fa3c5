/** What can happen in a run, each with how often it does. */
import type { Plane } from "@/lib/room-document/roots";
import type { Fate } from "./database-queue";
import type { ModelTab } from "./model-tab";
import type { NetworkLine } from "./network";
import type { Seat, World } from "./world";

interface Operation {
  weight: number;
  /** @returns what was done, for the trace; null when there was nothing to do it to */
  run(world: World): Promise<string | null> | string | null;
}

/** An observer and back again; everybody else likewise. */
const OTHER_ROLE = "observer";

function writerOf(world: World, plane: Plane): ModelTab | null {
  const writers = world.tabs.filter((tab) => tab.mayWrite(plane));
  return writers.length > 0 ? world.chance.pick(writers) : null;
}

/** Something a writer does on a plane. */
function edit(
  weight: number,
  planes: readonly Plane[],
  act: (tab: ModelTab, plane: Plane, world: World) => string,
): Operation {
  return {
    weight,
    run: (world) => {
      const plane = world.chance.pick(planes);
      const tab = writerOf(world, plane);
      return tab && `${tab.name} ${plane}: ${act(tab, plane, world)}`;
    },
  };
}

const BOTH: readonly Plane[] = ["shared", "shared", "shared", "private"];
const SHARED: readonly Plane[] = ["shared"];

function busyLine(world: World): NetworkLine | null {
  const busy = world.network.lines.filter(({ waiting }) => waiting > 0);
  return busy.length > 0 ? world.chance.pick(busy) : null;
}

function anyLine(world: World): NetworkLine | null {
  const { lines } = world.network;
  return lines.length > 0 ? world.chance.pick(lines) : null;
}

function seat(world: World, has: (seat: Seat) => boolean): Seat | null {
  const fitting = world.seats.filter(has);
  return fitting.length > 0 ? world.chance.pick(fitting) : null;
}

function ownerOf(line: NetworkLine): string {
  return (line.owner as ModelTab).name;
}

function chooseFate(world: World): Fate {
  const { chance } = world;
  return chance.pick<Fate>([
    { kind: "lost", isStored: chance.is(0.5) },
    { kind: "lost", isStored: chance.is(0.5) },
    { kind: "hung", isStored: chance.pick(["at-once", "late", "never"]) },
    { kind: "hung", isStored: chance.pick(["at-once", "late", "never"]) },
    // A deadlock, and bytes that Postgres will never take.
    { kind: "refused", code: "40P01" },
    { kind: "refused", code: "22P02" },
  ]);
}

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  // People
  write: edit(16, BOTH, (tab, plane, world) => world.write(tab, plane)),
  draw: edit(10, SHARED, (tab) => {
    tab.hand("shared").draw();
    return "draws";
  }),
  restructure: edit(4, SHARED, (tab) => {
    tab.hand("shared").restructure();
    return "restructures";
  }),
  undo: edit(2.5, BOTH, (tab, plane, world) => {
    world.undo(tab, plane, "undo");
    return "undoes";
  }),
  redo: edit(1, BOTH, (tab, plane, world) => {
    world.undo(tab, plane, "redo");
    return "does again";
  }),
  undoDrawing: edit(2, SHARED, (tab) => {
    tab.hand("shared").undoDrawing();
    return "undoes a drawing";
  }),
  redoDrawing: edit(0.7, SHARED, (tab) => {
    tab.hand("shared").redoDrawing();
    return "draws again";
  }),
  paste: edit(0.02, SHARED, (tab) => {
    tab.hand("shared").paste();
    return "pastes";
  }),
  point: edit(1, SHARED, (tab, _, world) => {
    tab.point(world.chance.below(1_000));
    return "points";
  }),

  // The network
  deliver: {
    weight: 26,
    run: (world) => {
      const line = busyLine(world);
      if (!line) return null;
      const pipes = [line.up, line.down].filter(({ waiting }) => waiting > 0);
      world.chance
        .pick(pipes)
        .deliver(world.chance.is(0.03) ? 1 + world.chance.below(8) : undefined);
      return `a message of ${ownerOf(line)} arrives`;
    },
  },
  flowOne: {
    weight: 7,
    run: async (world) => {
      const line = busyLine(world);
      if (!line) return null;
      while (line.waiting > 0) {
        (line.up.waiting > 0 ? line.up : line.down).deliver();
        await world.settle();
      }
      return `all messages of ${ownerOf(line)} arrive`;
    },
  },
  flowAll: {
    weight: 2,
    run: async (world) => {
      await world.flow();
      return "everything arrives and is answered";
    },
  },
  disconnect: {
    weight: 1.5,
    run: (world) => {
      const line = anyLine(world);
      line?.cut({ up: world.chance.below(4), down: world.chance.below(4) });
      return line && `${ownerOf(line)} loses the line`;
    },
  },
  disconnectUnheard: {
    weight: 0.7,
    run: (world) => {
      const line = anyLine(world);
      if (!line) return null;
      // What is under way still comes to the server, perhaps after the tab is back on another line.
      line.up.silence();
      line.client.destroy();
      return `${ownerOf(line)} leaves the line, and the server does not hear of it`;
    },
  },
  drop: {
    weight: 0.7,
    run: (world) => {
      const line = anyLine(world);
      if (!line) return null;
      const isUp = world.chance.is(0.5);
      (isUp ? line.up : line.down).lose();
      return `what ${isUp ? "comes from" : "goes to"} ${ownerOf(line)} is lost from now on`;
    },
  },
  duplicate: {
    weight: 1,
    run: ({ server }) => {
      server?.plan("twice");
      return server && "the next request comes twice";
    },
  },
  reorder: {
    weight: 1,
    run: ({ server }) => {
      server?.plan("late");
      return server && "the next request is overtaken";
    },
  },
  release: {
    weight: 1.5,
    run: ({ server }) => {
      if (!server || server.held === 0) return null;
      server.release();
      return "overtaken requests arrive";
    },
  },

  // Tabs and devices
  close: {
    weight: 0.7,
    run: async (world) => {
      const chosen = seat(world, ({ tab }) => tab !== null);
      if (!chosen) return null;
      const name = chosen.tab?.name;
      await world.closeTab(chosen);
      return `${name} dies`;
    },
  },
  open: {
    weight: 1.5,
    run: async (world) => {
      const chosen = seat(world, ({ tab }) => tab === null || tab.isClosed);
      if (!chosen) return null;
      await world.closeTab(chosen);
      await world.openTab(chosen);
      return `${chosen.tab?.name} opens, and adopts what is left`;
    },
  },

  // The server and its database
  answer: {
    weight: 12,
    run: async (world) => {
      const queue = world.server?.queue;
      if (!queue || queue.waiting === 0) return null;
      await queue.answer(world.chance.below(queue.waiting));
      return "the database answers";
    },
  },
  fault: {
    weight: 1.5,
    run: (world) => {
      const fate = chooseFate(world);
      world.server?.queue.plan(fate);
      return world.server && `the next write will be ${JSON.stringify(fate)}`;
    },
  },
  late: {
    weight: 1,
    run: async (world) => {
      if (!world.hasLate) return null;
      await world.finishLate();
      return "what nobody waits for is carried out";
    },
  },
  crash: {
    weight: 0.5,
    run: async (world) => {
      if (!world.server) return null;
      await world.crashServer();
      return "the server crashes";
    },
  },
  start: {
    weight: 4,
    run: async (world) => {
      if (world.server) return null;
      await world.startServer();
      return "the server starts";
    },
  },

  // The interview
  changeRole: {
    weight: 0.4,
    run: async (world) => {
      const { person } = world.chance.pick(world.seats);
      const role = world.roleOf(person) === person.role ? OTHER_ROLE : person.role;
      await world.setRole(person, role);
      return `${person.viewer.name} is ${role} now`;
    },
  },
  command: {
    weight: 1,
    run: (world) => {
      const open = world.tabs.filter((tab) => tab.isOpen && tab.person.role === "interviewer");
      if (open.length === 0) return null;
      const tab = world.chance.pick(open);
      const state = tab.connection.state.get().interview?.state;
      if (state?.status !== "live") return null;
      const from = state.clock.phase;
      const command = world.chance.pick([
        { type: "advance", from } as const,
        { type: "advance", from } as const,
        { type: "back", from } as const,
        { type: state.clock.status === "paused" ? "resume" : "pause" } as const,
      ]);
      void tab.connection.command(command);
      return `${tab.name} asks to ${command.type}`;
    },
  },
  end: {
    // One run in ten: after it, little else is tested.
    weight: 0.02,
    run: (world) => {
      const tab = world.tabs.find(({ isOpen, person }) => isOpen && person.role === "interviewer");
      if (!tab || world.hasEnded) return null;
      world.hasEnded = true;
      void tab.connection.command({ type: "end" });
      return `${tab.name} ends the interview`;
    },
  },

  // Time
  moment: {
    weight: 7,
    run: async (world) => {
      const ms = 50 + world.chance.below(2_000);
      await world.time.advance(ms, world.settle);
      return `${ms} ms pass`;
    },
  },
  stall: {
    weight: 0.4,
    run: async (world) => {
      const ms = 5_000 + world.chance.below(40_000);
      await world.time.advance(ms, world.settle);
      return `${ms} ms pass in which nothing arrives`;
    },
  },
  quiet: {
    weight: 0.3,
    run: async (world) => {
      const ms = 10_000 + world.chance.below(30_000);
      await world.pass(ms);
      return `${ms} quiet ms pass`;
    },
  },
};
