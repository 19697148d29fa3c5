/** Starting and stopping the Postgres process itself. */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Account } from "./account";
import type { Binaries } from "./binaries";
import { disarmStaleLock, type Postmaster, readPostmaster } from "./cluster-folder";

/** Recovery after a crash reads the log since the last checkpoint; a slow disk may need this long. */
const START_TIMEOUT_MS = 60_000;

/** A fast shutdown writes one checkpoint. */
const STOP_TIMEOUT_MS = 30_000;

const POLL_MS = 20;

/** Another process may take the free port first, and orphans of a crash need a moment to leave. */
const ATTEMPTS = 10;
const ATTEMPT_PAUSE_MS = 500;

export interface PostmasterOptions {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly cluster: string;
  readonly logFile: string;
  /** Postgres settings beside ours. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where it has to be, for those who already have its address; otherwise any free port. */
  readonly port?: number;
}

/** Starts Postgres and waits until it takes connections. */
export async function launchPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    disarmStaleLock(options.cluster);
    const started = await attemptLaunch(options, options.port ?? (await findFreePort()));
    if (started !== null) return started;
    if (attempt === ATTEMPTS) {
      throw new Error(
        `Postgres did not start; the end of ${options.logFile}:\n${tail(options.logFile)}`,
      );
    }
    await pause(ATTEMPT_PAUSE_MS);
  }
}

/** The Postgres that already runs on the folder, once it is neither starting nor stopping. */
export async function settledPostmaster(cluster: string): Promise<Postmaster | null> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const running = readPostmaster(cluster);
    if (running === null || running.isReady || Date.now() > giveUpAt) return running;
    await pause(POLL_MS);
  }
}

async function attemptLaunch(options: PostmasterOptions, port: number): Promise<Postmaster | null> {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    ...options.settings,
  };
  const [program, args] = options.account.command(options.binaries.postgres, [
    "-D",
    options.cluster,
    "-p",
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  const log = fs.openSync(options.logFile, "a", 0o600);
  // A process group of its own, so that Ctrl-C reaches the app first, which still has things to write.
  const child = spawn(program, args, {
    ...options.account.spawnOptions,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  fs.closeSync(log);
  child.unref();

  let hasEnded = false;
  child.once("exit", () => (hasEnded = true));
  child.once("error", () => (hasEnded = true));
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (!hasEnded && Date.now() < giveUpAt) {
    const running = readPostmaster(options.cluster);
    if (running?.isReady && running.pid === child.pid) return running;
    await pause(POLL_MS);
  }
  if (!hasEnded) child.kill("SIGINT");
  return null;
}

/** Stops Postgres in order: open transactions are rolled back, everything committed is on disk. */
export async function stopPostmaster(
  { binaries, account, cluster }: Pick<PostmasterOptions, "binaries" | "account" | "cluster">,
  { pid }: Postmaster,
): Promise<void> {
  if (process.platform === "win32") {
    spawnSync(...account.command(binaries.pgCtl, ["stop", "-D", cluster, "-m", "fast"]));
    return;
  }
  process.kill(pid, "SIGINT");
  const giveUpAt = Date.now() + STOP_TIMEOUT_MS;
  while (readPostmaster(cluster)?.pid === pid && Date.now() < giveUpAt) await pause(POLL_MS);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve((address as net.AddressInfo).port));
    });
  });
}

function tail(file: string): string {
  const LINES = 10;
  return fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-LINES).join("\n");
}
