/**
 * What libraries write to the console, as entries of the log. Next prints the errors of pages with
 * everything they carry, the rows a statement failed on among it; next-auth prints what it was sent.
 * Of that the log takes what it takes of every fault.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Log } from "./log";

interface Asked {
  requestId: string;
  route: string;
}

/** The request that is being answered, wherever in a library that happens. */
const underWay = new AsyncLocalStorage<Asked>();

export function whileAnswering<T>(asked: Asked, answer: () => T): T {
  return underWay.run(asked, answer);
}

const LEVELS = {
  debug: "debug",
  log: "debug",
  info: "debug",
  warn: "warn",
  error: "error",
} as const;

export function logLibraryConsole(log: Log, target: Console = console): void {
  for (const [method, level] of Object.entries(LEVELS) as [keyof typeof LEVELS, keyof Log][]) {
    target[method] = (...said: unknown[]) => {
      const error = said.find((part) => part instanceof Error);
      log[level]("A library reports", { ...underWay.getStore(), ...(error && { error }) });
    };
  }
}
