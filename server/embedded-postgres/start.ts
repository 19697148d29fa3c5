/**
 * The embedded database: a real Postgres that belongs to one data folder.
 *
 * Several processes may use one folder. The first starts the server, the others share it, and the last
 * to leave stops it; who uses it is kept as one file per process. The server outlives a killed app, and
 * the next start takes it over.
 */
import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { queryOnce } from "../db/query-once";
import { describeThisProcess, isProcessAlive, takeLock } from "../lock-file.mjs";
import { StartRefused } from "../start-refused";
import { chooseAccount } from "./account";
import { findBinaries } from "./binaries";
import { DATABASE_USER, ensureCluster, readPostmaster } from "./cluster-folder";
import {
  launchPostmaster,
  type PostmasterOptions,
  settledPostmaster,
  stopPostmaster,
} from "./postmaster";

const DATABASE = "dryrun";

/** How soon a server that died is noticed and started again. One look at a small file. */
const WATCH_INTERVAL_MS = 1000;

/** Making, recovering or stopping a database takes seconds; a longer wait means something hangs. */
const LOCK_TIMEOUT_MS = 120_000;

/** The server's own messages are few; past this the old ones go. */
const MAX_LOG_BYTES = 10 * 1024 * 1024;

export interface EmbeddedPostgres {
  /** Where the database is; stays the same if the server has to be started again. */
  readonly url: string;
  /** Whether this process started the server or found it running. */
  readonly isShared: boolean;
  /** Leaves the server, and stops it when nobody else uses it. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The folder of all data; made when it does not exist. */
  readonly dataDir: string;
  /** Postgres settings beside our own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Hears what is being done, in the words for the person who waits. */
  readonly report?: (sentence: string) => void;
}

/**
 * @throws StartRefused when the folder cannot be used, with a sentence that says what to do
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const dataDir = prepareFolder(options.dataDir);
  const lockFile = path.join(dataDir, "postgres.lock");
  const users = path.join(dataDir, "postgres-users");
  const lease = path.join(users, randomUUID());
  const locked = async <T>(work: () => Promise<T>): Promise<T> => {
    const release = await takeLock(lockFile, { timeoutMs: LOCK_TIMEOUT_MS });
    try {
      return await work();
    } finally {
      release();
    }
  };

  const cluster = path.join(dataDir, "postgres");
  const started = await locked(async () => {
    const password = keepPassword(dataDir, cluster);
    const binaries = findBinaries();
    const account = chooseAccount(binaries, cluster);
    if (!fs.existsSync(cluster)) options.report?.("Making the database");
    ensureCluster(cluster, password, binaries, account);

    const launch: PostmasterOptions = {
      binaries,
      account,
      cluster,
      logFile: trimmedLog(dataDir),
      settings: options.settings ?? {},
    };
    const found = await settledPostmaster(cluster);
    const running = found ?? (await launchPostmaster(launch));
    const address = `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${running.port}`;
    await refuseStranger(`${address}/postgres`, cluster);
    await ensureDatabase(`${address}/postgres`);

    fs.mkdirSync(users, { recursive: true });
    fs.writeFileSync(lease, describeThisProcess());
    return {
      url: `${address}/${DATABASE}`,
      isShared: found !== null,
      launch: { ...launch, port: running.port },
    };
  });

  const { url, isShared, launch } = started;
  let revival: Promise<unknown> = Promise.resolve();
  let isReviving = false;
  const watch = setInterval(() => {
    if (isReviving || readPostmaster(cluster) !== null) return;
    isReviving = true;
    revival = locked(async () => readPostmaster(cluster) ?? (await launchPostmaster(launch)))
      .catch((error: unknown) => {
        options.report?.(`The embedded database could not be started again: ${String(error)}`);
      })
      .finally(() => {
        isReviving = false;
      });
  }, WATCH_INTERVAL_MS);
  watch.unref();

  return {
    url,
    isShared,
    stop: async () => {
      clearInterval(watch);
      await revival;
      await locked(async () => {
        fs.rmSync(lease, { force: true });
        const running = readPostmaster(cluster);
        if (running !== null && !hasUsers(users)) await stopPostmaster(launch, running);
      });
    },
  };
}

function prepareFolder(wanted: string): string {
  try {
    fs.mkdirSync(wanted, { recursive: true, mode: 0o755 });
    const dataDir = fs.realpathSync(wanted);
    fs.accessSync(dataDir, fs.constants.W_OK);
    return dataDir;
  } catch {
    throw new StartRefused(
      `The data folder ${wanted} cannot be written to. Set DATA_DIR to one that can.`,
    );
  }
}

/**
 * The password of the database, made once. It lies beside the database folder, not in it, so that a copy
 * of the one does not give away the other.
 */
function keepPassword(dataDir: string, cluster: string): string {
  const file = path.join(dataDir, "secrets", "postgres-password");
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (!fs.existsSync(file)) {
    if (fs.existsSync(path.join(cluster, "PG_VERSION"))) {
      throw new StartRefused(
        `The database's password is missing: put ${file} back from your copy of the data folder.`,
      );
    }
    const draft = `${file}.${randomUUID()}`;
    fs.writeFileSync(draft, randomBytes(32).toString("hex"), { mode: 0o600 });
    fs.renameSync(draft, file);
  }
  return fs.readFileSync(file, "utf8").trim();
}

/** A server is only ours when it takes our password and serves this very folder. */
async function refuseStranger(url: string, cluster: string): Promise<void> {
  try {
    const [row] = await queryOnce<{ folder: string }>(
      url,
      "SELECT current_setting('data_directory') AS folder",
    );
    if (row !== undefined && fs.realpathSync(row.folder) === cluster) return;
  } catch (error) {
    throw new StartRefused(
      `A Postgres that runs on ${cluster} does not answer (${String(error)}). ` +
        "Stop it, or set DATA_DIR to another folder.",
    );
  }
  throw new StartRefused(
    `The port noted in ${cluster} belongs to another Postgres. Stop that one, or set DATA_DIR to another folder.`,
  );
}

async function ensureDatabase(url: string): Promise<void> {
  const found = await queryOnce(url, "SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
  if (found.length === 0) await queryOnce(url, `CREATE DATABASE ${DATABASE}`);
}

/** Whether a living process uses the server; what dead ones left behind is cleared away. */
function hasUsers(folder: string): boolean {
  let count = 0;
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    if (isProcessAlive(fs.readFileSync(file, "utf8"))) count++;
    else fs.rmSync(file);
  }
  return count > 0;
}

function trimmedLog(dataDir: string): string {
  const file = path.join(dataDir, "postgres.log");
  if (fs.existsSync(file) && fs.statSync(file).size > MAX_LOG_BYTES) fs.truncateSync(file);
  return file;
}
