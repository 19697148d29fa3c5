/**
 * The structured log: JSON lines on standard output.
 *
 * An entry is a fixed sentence and fields from a closed list. What people write, their names and their
 * tokens cannot get into it by accident, since there is no field to put them in.
 */
import pino from "pino";

const FIELDS = [
  "requestId",
  "socketId",
  "interviewId",
  "userId",
  "plane",
  "method",
  "route",
  "status",
  "event",
  "code",
  "count",
  "bytes",
  "durationMs",
  "attempt",
  "port",
] as const;

export type LogFields = Partial<Record<(typeof FIELDS)[number], string | number>> & {
  /**
   * A fault: its kind, code and place are logged, and of its message the first line without what
   * stands in quotes there, since that is what it failed on.
   */
  error?: unknown;
};

export interface Log {
  debug(sentence: string, fields?: LogFields): void;
  info(sentence: string, fields?: LogFields): void;
  warn(sentence: string, fields?: LogFields): void;
  error(sentence: string, fields?: LogFields): void;
}

/** Past this length a message is no longer the error's own words. */
const MAX_MESSAGE_LENGTH = 200;

/** Codes of Node, Postgres and Prisma; anything longer is a sentence. */
const CODE = /^\w{1,40}$/;

/**
 * From the first quotation mark to the last: `invalid input syntax for type uuid: "…"`. What is
 * quoted may hold quotation marks of its own, so there is no telling where the first quote ends.
 */
const QUOTED = /(?<!\w)(["'`]).*(["'`])/;

export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    debug: (sentence, fields = {}) => logger.debug(allowed(fields), sentence),
    info: (sentence, fields = {}) => logger.info(allowed(fields), sentence),
    warn: (sentence, fields = {}) => logger.warn(allowed(fields), sentence),
    error: (sentence, fields = {}) => logger.error(allowed(fields), sentence),
  };
}

/** The process's log. Its level is read from the environment, where `main` has put the parsed one. */
export const log: Log = createLog(process.env.LOG_LEVEL || "info");

function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of FIELDS) if (fields[name] !== undefined) kept[name] = fields[name];
  if (fields.error !== undefined) kept.error = summary(fields.error);
  return kept;
}

interface DescribedError {
  name: string;
  code?: string;
  message: string;
  at?: string[];
  cause?: DescribedError;
}

function summary(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, message: "" };
  const { code } = error as NodeJS.ErrnoException;
  const firstLine = error.message.trim().split("\n")[0] ?? "";
  // The stack begins with the message, in which a line may look like a place.
  const places = error.stack?.slice(error.stack.indexOf(error.message) + error.message.length);
  const frames = places?.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === "string" && CODE.test(code) && { code }),
    message: firstLine.replace(QUOTED, "$1…$2").slice(0, MAX_MESSAGE_LENGTH),
    ...(frames !== undefined && { at: frames.map((line) => line.trim().slice("at ".length)) }),
    ...(error.cause instanceof Error && { cause: summary(error.cause) }),
  };
}
