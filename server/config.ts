/**
 * The environment, parsed once at start. Everything that can be set is here, and in the README's table.
 *
 * Without APP_URL the app is *local*: for the people at this computer or on its network, with everything
 * it needs made by itself. With APP_URL it is *deployed*: nothing is guessed.
 */
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { StartRefused } from "./start-refused";

const DEFAULT_PORT = 3000;
const LOOPBACK = "127.0.0.1";

/** 256 bit written in base64 are 44 characters; fewer than 32 are a word somebody chose. */
const MIN_SECRET_LENGTH = 32;

/** A load generator types a hundred times faster than a person; more than this is a slip of the pen. */
const MAX_ROOM_RATE_FACTOR = 1_000;

const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());

const Environment = z.object({
  PORT: optional(
    z.coerce.number("PORT must be a number.").int("PORT must be a whole number.").min(0).max(65535),
  ),
  HOST: optional(z.string()),
  APP_URL: optional(
    z.url({ protocol: /^https$/, error: "APP_URL must be the https address people open." }),
  ),
  DATABASE_URL: optional(
    z.url({
      protocol: /^postgres(ql)?$/,
      error: "DATABASE_URL must start with postgresql:// and name a Postgres server.",
    }),
  ),
  DATA_DIR: optional(z.string()),
  NEXTAUTH_SECRET: optional(z.string()),
  METRICS_TOKEN: optional(
    z
      .string()
      .min(MIN_SECRET_LENGTH, `METRICS_TOKEN needs at least ${MIN_SECRET_LENGTH} characters.`),
  ),
  LOG_LEVEL: optional(
    z.enum(["debug", "info", "warn", "error"], {
      error: "LOG_LEVEL must be debug, info, warn or error.",
    }),
  ),
  ROOM_RATE_FACTOR: optional(
    z.coerce
      .number("ROOM_RATE_FACTOR must be a number.")
      .min(1, "ROOM_RATE_FACTOR must be at least 1.")
      .max(MAX_ROOM_RATE_FACTOR, `ROOM_RATE_FACTOR must be at most ${MAX_ROOM_RATE_FACTOR}.`),
  ),
});

export type LogLevel = "debug" | "info" | "warn" | "error";

export interface Config {
  readonly mode: "local" | "deployed";
  /** The interface to listen on. */
  readonly host: string;
  readonly port: number;
  /** Only the local default may become the next free port: everything else was chosen by somebody. */
  readonly mayMovePort: boolean;
  /** Where people open the app; null when that depends on the port, see `addresses`. */
  readonly appUrl: string | null;
  /** null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Signs the sign-in cookies. null: a local one, see `keepLocalSecret`. */
  readonly secret: string | null;
  readonly logLevel: LogLevel;
  /** How many times what a person may send to a room in a second one connection may send. */
  readonly roomRateFactor: number;
}

/** @throws StartRefused with one line per setting that is wrong */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    throw new StartRefused(parsed.error.issues.map(sentence).join("\n"));
  }
  const set = parsed.data;
  const mode = set.APP_URL === undefined ? "local" : "deployed";
  const secret = set.NEXTAUTH_SECRET ?? null;
  if (mode === "deployed" || secret !== null) refuseWeakSecret(secret);

  return {
    mode,
    host: set.HOST ?? LOOPBACK,
    port: set.PORT ?? DEFAULT_PORT,
    mayMovePort: set.PORT === undefined && mode === "local",
    appUrl: set.APP_URL === undefined ? null : new URL(set.APP_URL).origin,
    databaseUrl: set.DATABASE_URL ?? null,
    dataDir: path.resolve(set.DATA_DIR ?? "data"),
    secret,
    logLevel: set.LOG_LEVEL ?? (mode === "local" ? "warn" : "info"),
    roomRateFactor: set.ROOM_RATE_FACTOR ?? 1,
  };
}

function sentence(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0]);
  return issue.message.startsWith(name) ? issue.message : `${name}: ${issue.message}`;
}

function refuseWeakSecret(secret: string | null): void {
  const advice = "Make one with `openssl rand -base64 32`.";
  if (secret === null) throw new StartRefused(`NEXTAUTH_SECRET is missing. ${advice}`);
  if (secret.length < MIN_SECRET_LENGTH) {
    throw new StartRefused(
      `NEXTAUTH_SECRET is too short: it needs at least ${MIN_SECRET_LENGTH} characters. ${advice}`,
    );
  }
}

/** The secret of a local app: made once, kept beside the database. Losing it only signs people out. */
export function keepLocalSecret(dataDir: string): string {
  const file = path.join(dataDir, "secrets", "sign-in-secret");
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, randomBytes(32).toString("base64"), { mode: 0o600 });
  try {
    // Fails when there is one already, also one that another start has just made.
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    fs.rmSync(draft);
  }
  return fs.readFileSync(file, "utf8");
}

export interface Addresses {
  /** The one to open, and to build links from. */
  readonly main: string;
  /** Those of this computer in its networks, when it listens there. */
  readonly network: readonly string[];
  /** Every origin a page of ours can have; a request from another one is not ours. */
  readonly origins: readonly string[];
}

/** @param port the port that was bound */
export function addresses(config: Config, port: number): Addresses {
  if (config.appUrl !== null) {
    return { main: config.appUrl, network: [], origins: [config.appUrl] };
  }
  const at = (host: string) => new URL(`http://${host}:${port}`).origin;
  const own = ["localhost", LOOPBACK, "[::1]"].map(at);
  if (isLoopback(config.host)) return { main: at("localhost"), network: [], origins: own };

  const listensEverywhere = config.host === "0.0.0.0" || config.host === "::";
  const network = (listensEverywhere ? networkHosts() : [bracketed(config.host)]).map(at);
  return { main: at("localhost"), network, origins: [...own, ...network] };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

function networkHosts(): string[] {
  return Object.values(os.networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address);
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
