import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { InterviewId } from "@/lib/domain/ids";
import { encodeLogItem } from "@/lib/recording/log-entry";
import { buildNotesStarter, buildStarter } from "@/lib/room-document/starter";
import { LIMITS } from "./limits";
import type { LogWriter } from "./log-writer";
import type { PlaneDocument } from "./plane-document";
import { RoomRegistry, UNLOAD_AFTER_MS } from "./room-registry";
import { FakeLog } from "./testing/fake-log";
import { silentLog } from "./testing/silent-log";
import { ADA, LIVE, people, TestConnection } from "./testing/test-room";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ID = InterviewId.parse("00000000-0000-4000-8000-000000000002");

function setUp() {
  const starter = (update: Uint8Array) =>
    encodeLogItem({ type: "edit", sender: 1, firstSeq: 1, lastSeq: 1, surfaces: 1, update });
  const logs = {
    shared: new FakeLog(1, starter(buildStarter([{ phaseId: "p1", blocks: [] }]))),
    private: new FakeLog(2, starter(buildNotesStarter())),
  };
  const logOf = (log: number) => (log === 1 ? logs.shared : logs.private);
  const world = {
    loads: 0,
    exists: true,
    loadFails: false,
    keyframes: [] as number[],
    emptyNotes: [] as boolean[],
    keyframeFails: false,
    settle: null as null | Promise<void>,
  };
  const writer = {
    append: (target: PlaneDocument, item: never) => logOf(target.log).append(target, item),
    hasRoomFor: () => true,
    isAvailable: true,
    settled: async (target: PlaneDocument) => {
      await world.settle;
      logOf(target.log).commit();
    },
  };
  const registry = new RoomRegistry({
    // Only what a registry uses of it.
    writer: writer as unknown as LogWriter,
    log: silentLog,
    limits: LIMITS,
    now: () => 1_000,
    load: async () => {
      world.loads += 1;
      await Promise.resolve();
      if (world.loadFails) throw new Error("no database");
      if (!world.exists) return null;
      const record = {
        state: LIVE,
        version: 1,
        sharedLog: 1,
        privateLog: 2,
        people,
        submitted: [],
      };
      return { record, shared: logs.shared.stored(), private: logs.private.stored() };
    },
    loadPlane: async (log) => {
      if (world.loadFails) throw new Error("no database");
      return world.exists ? logOf(log).stored() : null;
    },
    saveKeyframe: async (document) => {
      const keyframe = document.takeKeyframe();
      if (keyframe && !world.keyframeFails) world.keyframes.push(keyframe.number);
      document.keyframeDone(!world.keyframeFails);
    },
    markEmpty: async (_, isEmpty) => {
      world.emptyNotes.push(isEmpty);
    },
  });
  const enter = async (clientId = 11) => {
    const connection = new TestConnection(ADA, clientId, clientId);
    await registry.withRoom(ID, (room) => room.enter(connection));
    return connection;
  };
  const leave = (connection: TestConnection) =>
    registry.find(ID)?.plane("shared").leave(connection);
  return { registry, world, logs, enter, leave };
}

const turn = () => vi.advanceTimersByTimeAsync(0);

describe("loading", () => {
  test("happens once for people who arrive together", async () => {
    const { registry, world, enter } = setUp();
    await Promise.all([enter(11), enter(12), enter(13)]);
    expect(world.loads).toBe(1);
    expect(registry.find(ID)?.plane("shared").connections).toHaveLength(3);
  });

  test("an interview that does not exist gives null, and a failure is not remembered", async () => {
    const { registry, world } = setUp();
    world.exists = false;
    expect(await registry.withRoom(ID, () => 1)).toBeNull();
    world.loadFails = true;
    await expect(registry.withRoom(ID, () => 1)).rejects.toThrow("no database");
    world.exists = true;
    world.loadFails = false;
    expect(await registry.withRoom(ID, () => 1)).toBe(1);
  });
});

describe("closing", () => {
  test("comes some seconds after the last one has left, with a whole state kept", async () => {
    const { registry, world, enter, leave } = setUp();
    const ada = await enter();
    leave(ada);
    await vi.advanceTimersByTimeAsync(UNLOAD_AFTER_MS - 1);
    expect(registry.find(ID)).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(registry.find(ID)).toBeNull();
    expect(world.keyframes).toHaveLength(2);
    expect(world.emptyNotes).toEqual([false, true]);
    await enter();
    expect(world.loads).toBe(2);
  });

  test("does not happen to somebody who comes back in time", async () => {
    const { registry, enter, leave } = setUp();
    leave(await enter());
    await vi.advanceTimersByTimeAsync(UNLOAD_AFTER_MS - 1);
    await enter();
    await vi.advanceTimersByTimeAsync(UNLOAD_AFTER_MS * 2);
    expect(registry.find(ID)).not.toBeNull();
  });

  test("is called off when somebody comes while the last write is under way", async () => {
    const { registry, world, enter, leave } = setUp();
    leave(await enter());
    let finish = () => {};
    world.settle = new Promise((resolve) => {
      finish = resolve;
    });
    await vi.advanceTimersByTimeAsync(UNLOAD_AFTER_MS);
    const room = registry.find(ID);
    const late = await enter(12);
    finish();
    await vi.advanceTimersByTimeAsync(UNLOAD_AFTER_MS * 2);
    expect(registry.find(ID)).toBe(room);
    expect(room?.plane("shared").connections).toEqual([late]);
    expect(world.loads).toBe(1);
  });

  test("happens too when the whole state could not be kept: the log has everything", async () => {
    const { registry, world, enter, leave } = setUp();
    world.keyframeFails = true;
    leave(await enter());
    await vi.advanceTimersByTimeAsync(UNLOAD_AFTER_MS);
    expect(registry.find(ID)).toBeNull();
    expect(world.keyframes).toEqual([]);
  });

  test("a room that somebody asked for and did not enter is closed as well", async () => {
    const { registry } = setUp();
    await registry.withRoom(ID, () => "looked");
    await vi.advanceTimersByTimeAsync(UNLOAD_AFTER_MS);
    expect(registry.find(ID)).toBeNull();
  });

  test("a deleted interview's room closes at once and tells its people", async () => {
    const { registry, world, enter } = setUp();
    const ada = await enter();
    registry.drop(ID);
    expect(ada.ended).toBe("deleted");
    expect(registry.find(ID)).toBeNull();
    await turn();
    expect(world.keyframes).toEqual([]);
  });
});

describe("a plane that broke", () => {
  test("is loaded again, however long the database takes", async () => {
    const { registry, world, logs, enter } = setUp();
    const ada = await enter();
    world.loadFails = true;
    logs.shared.fail();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(registry.find(ID)?.plane("shared").document).toBeNull();
    expect(registry.find(ID)?.plane("private").document).not.toBeNull();
    world.loadFails = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(registry.find(ID)?.plane("shared").document).not.toBeNull();
    expect(ada.take("doc:reset")).toHaveLength(1);
  });

  test("closes the room when its log is gone", async () => {
    const { registry, world, logs, enter } = setUp();
    const ada = await enter();
    world.exists = false;
    logs.shared.fail();
    await turn();
    expect(ada.ended).toBe("deleted");
    expect(registry.find(ID)).toBeNull();
  });
});
