/** The database folder: making it, and reading what a running Postgres wrote into it. */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { StartRefused } from "../start-refused";
import type { Account } from "./account";
import type { Binaries } from "./binaries";

/** The one role of an embedded database. */
export const DATABASE_USER = "dryrun";

/** No process has this id, so Postgres takes a lock file that names it for a dead one's. */
const NO_PROCESS = 2 ** 31 - 1;

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Whether it says that it takes connections. */
  readonly isReady: boolean;
}

/**
 * Makes the folder when it does not exist. It is made under another name first, so a start that was
 * interrupted half-way leaves nothing that looks like a database.
 *
 * @throws StartRefused when the folder was made by another major version of Postgres
 */
export function ensureCluster(
  cluster: string,
  password: string,
  binaries: Binaries,
  account: Account,
): "made" | "there" {
  if (fs.existsSync(path.join(cluster, "PG_VERSION"))) {
    refuseOtherVersion(cluster, binaries, account);
    return "there";
  }
  if (fs.existsSync(cluster) && fs.readdirSync(cluster).length > 0) {
    throw new StartRefused(
      `${cluster} holds something that is not a database. Set DATA_DIR elsewhere.`,
    );
  }

  const draft = `${cluster}.unfinished`;
  const passwordFile = `${cluster}.${randomUUID()}`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.owner !== null) {
    fs.chownSync(draft, account.owner, account.owner);
    fs.chownSync(passwordFile, account.owner, account.owner);
  }
  try {
    run(account, binaries.initdb, [
      `--pgdata=${draft}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same order of text on every computer.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ]);
  } finally {
    fs.rmSync(passwordFile);
  }
  if (fs.existsSync(cluster)) fs.rmdirSync(cluster);
  fs.renameSync(draft, cluster);
  return "made";
}

function refuseOtherVersion(cluster: string, binaries: Binaries, account: Account): void {
  const made = fs.readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  const ours = /(\d+)/.exec(run(account, binaries.postgres, ["--version"]))?.[1];
  if (made === ours) return;
  throw new StartRefused(
    `${cluster} was made by Postgres ${made}, and this is Postgres ${ours}. ` +
      `Copy it out with pg_dump of version ${made} and into a new folder, or set DATABASE_URL.`,
  );
}

/** What the Postgres on this folder says about itself, or null when none runs. */
export function readPostmaster(cluster: string): Postmaster | null {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isPostgres(pid)) return null;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

/**
 * After a crash the process id in the lock file may belong to some other program, most of all in a
 * container, where the same few ids come back at each start. Postgres would then refuse to start. Only the
 * id is replaced: by the rest of the file Postgres still notices orphans of the crash.
 */
export function disarmStaleLock(cluster: string): void {
  const file = path.join(cluster, "postmaster.pid");
  if (!fs.existsSync(file) || readPostmaster(cluster) !== null) return;
  const [, ...rest] = fs.readFileSync(file, "utf8").split("\n");
  const { uid, gid, mode } = fs.statSync(file);
  // Beside it first: on a full disk the file would otherwise be left without what tells of orphans.
  const draft = `${file}.draft`;
  try {
    fs.writeFileSync(draft, [String(NO_PROCESS), ...rest].join("\n"), { mode });
    fs.chownSync(draft, uid, gid);
    fs.renameSync(draft, file);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function isPostgres(pid: number): boolean {
  if (process.platform === "win32") return canBeSignalled(pid);
  if (process.platform === "linux") {
    try {
      const program = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] ?? "";
      return path.basename(program).startsWith("postgres");
    } catch {
      return false;
    }
  }
  const { stdout } = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  return path.basename(stdout.trim()).startsWith("postgres");
}

function canBeSignalled(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function run(account: Account, program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(...account.command(program, args), {
    ...account.spawnOptions,
    cwd: "/",
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  throw new Error(`${path.basename(program)} failed: ${error?.message ?? stderr}`);
}
