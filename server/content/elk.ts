/**
 * The layout library, in a thread of its own: a case takes it a second of computing, which rooms in
 * this process must not wait for.
 */
import { Worker } from "node:worker_threads";
import type { ElkNode } from "elkjs/lib/elk-api";

/** Some cases take three seconds on a busy machine; what takes this long would never end. */
const TIMEOUT_MS = 30_000;
/** Then the thread and its memory go; the next drawing starts another. */
const IDLE_MS = 60_000;

/** As text: a file of its own would have to be found again once the pages are bundled. */
const THREAD = `
const { parentPort } = require("node:worker_threads");
const ELK = require("elkjs/lib/elk.bundled.js");
const elk = new ELK();
parentPort.on("message", ({ id, graph }) => {
  elk.layout(graph).then(
    (laidOut) => parentPort.postMessage({ id, laidOut }),
    (error) => parentPort.postMessage({ id, failure: String(error) }),
  );
});
`;

interface Waiting {
  resolve: (laidOut: ElkNode) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

type Answer = { id: number } & ({ laidOut: ElkNode } | { failure: string });

const waiting = new Map<number, Waiting>();
let thread: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let lastId = 0;

/** The graph with a place for everything in it. */
export function arrange(graph: ElkNode): Promise<ElkNode> {
  clearTimeout(idle);
  thread ??= startThread();
  const worker = thread;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => stop(worker, new Error("A layout took too long.")),
      TIMEOUT_MS,
    ).unref();
    waiting.set(id, { resolve, reject, timer });
    worker.postMessage({ id, graph });
  });
}

function startThread(): Worker {
  const worker = new Worker(THREAD, { eval: true });
  // A drawing on its way does not keep the process from stopping.
  worker.unref();
  worker.on("message", (answer: Answer) => {
    const asked = waiting.get(answer.id);
    if (!asked) return;
    settle(answer.id, asked);
    if ("laidOut" in answer) asked.resolve(answer.laidOut);
    else asked.reject(new Error(answer.failure));
    if (waiting.size === 0) idle = setTimeout(() => stop(worker), IDLE_MS).unref();
  });
  worker.on("error", (error: Error) => stop(worker, error));
  return worker;
}

/** Everything that waits is lost with the thread; who asks again gets another. */
function stop(worker: Worker, error = new Error("The layout was given up.")): void {
  if (thread === worker) thread = undefined;
  for (const [id, asked] of waiting) {
    settle(id, asked);
    asked.reject(error);
  }
  void worker.terminate();
}

function settle(id: number, { timer }: Waiting): void {
  clearTimeout(timer);
  waiting.delete(id);
}
