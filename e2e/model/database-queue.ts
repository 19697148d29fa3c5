/**
 * Between a server and its database: every call waits until the run lets it be answered, and can fail,
 * hang, or take effect without the server ever hearing of it.
 */
import type { Db } from "@/server/db/client";
import type { Pool } from "@/server/db/pool";

type CallKind = "read" | "write";

export type Fate =
  | { kind: "answered" }
  /** @param isStored whether it took effect all the same */
  | { kind: "lost"; isStored: boolean }
  /** No answer before the connection is given up; and then perhaps it takes effect after all. */
  | { kind: "hung"; isStored: "at-once" | "late" | "never" }
  | { kind: "refused"; code: string };

/** As LogConnection gives a call up. */
const CALL_TIMEOUT_MS = 5_000;

interface Call {
  kind: CallKind;
  run: () => Promise<unknown>;
  resolve: (value: never) => void;
  reject: (error: Error) => void;
}

function postgresError(code: string): Error {
  return Object.assign(new Error(`Postgres says ${code}`), { code, severity: "ERROR" });
}

export class DatabaseQueue {
  #waiting: Call[] = [];
  #fates: Fate[] = [];
  /** Statements whose connection is gone, and which Postgres may still carry out. */
  #late: Call[] = [];
  #isDead = false;
  /** Answers everything at once, as on a quiet day. */
  isQuick = false;
  /** What is being carried out right now. */
  running = 0;

  get waiting(): number {
    return this.#waiting.length;
  }

  get late(): number {
    return this.#late.length;
  }

  call<T>(kind: CallKind, run: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // A process that was killed asks nothing any more.
      if (this.#isDead) return;
      this.#waiting.push({ kind, run, resolve, reject });
      if (this.isQuick) void this.answer(0);
    });
  }

  /** What becomes of the next write. */
  plan(fate: Fate): void {
    this.#fates.push(fate);
  }

  /** Carries out one of the calls that wait, as its fate has it. */
  async answer(which: number): Promise<void> {
    const [call] = this.#waiting.splice(which % Math.max(1, this.#waiting.length), 1);
    if (!call) return;
    const fate: Fate = (call.kind === "write" && this.#fates.shift()) || { kind: "answered" };
    switch (fate.kind) {
      case "answered":
        await this.#settle(call);
        return;
      case "lost":
        if (fate.isStored) await this.#carryOut(call);
        call.reject(new Error("Connection terminated unexpectedly"));
        return;
      case "hung":
        setTimeout(() => call.reject(new Error("No answer")), CALL_TIMEOUT_MS);
        if (fate.isStored === "at-once") await this.#carryOut(call);
        if (fate.isStored === "late") this.#late.push(call);
        return;
      case "refused":
        call.reject(postgresError(fate.code));
        return;
      default:
        fate satisfies never;
    }
  }

  /** A statement that nobody waits for takes effect now. */
  async finishLate(): Promise<void> {
    const call = this.#late.shift();
    if (call) await this.#carryOut(call).catch(() => undefined);
  }

  heal(): void {
    this.#fates = [];
  }

  /** @param isStored whether the write under way is still carried out, now that nobody hears of it */
  async die(isStored: boolean): Promise<void> {
    this.#isDead = true;
    const written = this.#waiting.find(({ kind }) => kind === "write");
    this.#waiting = [];
    if (written && isStored) await this.#carryOut(written).catch(() => undefined);
  }

  async #settle(call: Call): Promise<void> {
    try {
      const value = await this.#carryOut(call);
      if (!this.#isDead) call.resolve(value as never);
    } catch (error) {
      if (!this.#isDead) call.reject(error as Error);
    }
  }

  async #carryOut(call: Call): Promise<unknown> {
    this.running += 1;
    try {
      return await call.run();
    } finally {
      this.running -= 1;
    }
  }
}

/** The services' database client, each query through the queue. */
export function queuedDb(db: Db, queue: DatabaseQueue): Db {
  const queued = {
    $queryRaw: (query: TemplateStringsArray, ...values: unknown[]) => {
      const isStep = query.join("").includes("interview_step(");
      return queue.call(isStep ? "write" : "read", async () => db.$queryRaw(query, ...values));
    },
  };
  return queued as unknown as Db;
}

/** The rooms' connections, likewise. */
export function queuedPool(pool: Pool, queue: DatabaseQueue): Pool {
  const query = (...given: [never]) => queue.call("read", async () => pool.query(...given));
  return { query } as unknown as Pool;
}
