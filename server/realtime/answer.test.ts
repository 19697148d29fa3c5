import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { answerRequests } from "./answer";
import { Conduct } from "./conduct";
import { LIMITS } from "./limits";
import { RealtimeMetrics } from "./metrics";
import { silentLog } from "./testing/silent-log";

const requests = {
  "number:double": { payload: z.object({ value: z.int() }), reply: z.int() },
} as const;

function openSocket(handle: (payload: { value: number }) => number | Promise<number>) {
  const emitter = new EventEmitter();
  const socket = {
    id: "socket",
    on: (event: string, listener: (...args: unknown[]) => void) => emitter.on(event, listener),
  };
  const faults: unknown[] = [];

  const log = { ...silentLog, error: (_: string, fields = {}) => void faults.push(fields) };
  const conduct = new Conduct(
    LIMITS,
    () => 0,
    () => {},
  );
  answerRequests(
    socket,
    requests,
    { "number:double": async (payload) => ({ ok: true, value: await handle(payload) }) },
    { conduct, log, metrics: new RealtimeMetrics(), now: () => 0 },
  );
  const ask = (...args: unknown[]) =>
    new Promise((resolve) => emitter.emit("number:double", ...args, resolve));
  return { emitter, ask, faults };
}

describe("a request", () => {
  test("is parsed, handled and answered", async () => {
    const { ask } = openSocket(({ value }) => value * 2);
    expect(await ask({ value: 21 })).toEqual({ ok: true, value: 42 });
  });

  test("that cannot be read is refused and never reaches its handler", async () => {
    let calls = 0;
    const { ask } = openSocket(() => ++calls);
    for (const payload of [{ value: "2" }, { value: 1.5 }, null, undefined, "text", []])
      expect(await ask(payload)).toEqual({ ok: false, code: "malformed" });
    expect(await ask(), "without a payload at all").toEqual({ ok: false, code: "malformed" });
    expect(calls).toBe(0);
  });

  test("whose handler fails is logged once, and answered in plain words", async () => {
    const { ask, faults } = openSocket(() => {
      throw new Error("a bug");
    });
    expect(await ask({ value: 1 })).toEqual({ ok: false, code: "unavailable" });
    expect(faults).toMatchObject([{ event: "number:double", socketId: "socket" }]);
  });

  test("without an acknowledgement, or with something else in its place, is borne", async () => {
    const handled: number[] = [];
    const { emitter, ask } = openSocket(({ value }) => handled.push(value));
    emitter.emit("number:double", { value: 1 });
    emitter.emit("number:double", { value: 2 }, "not a function");
    emitter.emit("number:double");
    expect(await ask({ value: 3 })).toMatchObject({ ok: true });
    expect(handled).toEqual([1, 2, 3]);
  });
});
