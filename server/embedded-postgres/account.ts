/**
 * Which user Postgres runs as. It refuses to run as root, so that a hole in it is not a hole in the
 * whole computer, and it wants to own its folder.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { StartRefused } from "../start-refused";
import type { Binaries } from "./binaries";

/** "nobody" nearly everywhere: an account that owns nothing. */
const NOBODY = 65534;

/** How to start Postgres' programs, and whom their folder must belong to (null: whoever we are). */
export interface Account {
  readonly owner: number | null;
  readonly command: (program: string, args: readonly string[]) => readonly [string, string[]];
  readonly spawnOptions: { readonly uid?: number; readonly gid?: number };
}

const ourselves: Account = {
  owner: null,
  command: (program, args) => [program, [...args]],
  spawnOptions: {},
};

/** Root outside, an ordinary user as far as Postgres can see: for folders only root can reach. */
const rootInDisguise: Account = {
  owner: 0,
  command: (program, args) => [
    "unshare",
    ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, program, ...args],
  ],
  spawnOptions: {},
};

function user(uid: number, gid: number): Account {
  return { ...ourselves, owner: uid, spawnOptions: { uid, gid } };
}

/**
 * @param cluster the database folder, which need not exist yet; the folder it is in must
 * @throws StartRefused when the folder is another person's, or no fitting account can reach it
 */
export function chooseAccount(binaries: Binaries, cluster: string): Account {
  if (process.getuid === undefined) return ourselves;
  const owner = fs.existsSync(cluster) ? fs.statSync(cluster) : null;

  if (process.getuid() !== 0) {
    if (owner !== null && owner.uid !== process.getuid()) {
      throw new StartRefused(
        `${cluster} belongs to another user of this computer. ` +
          "Start as that user, or set DATA_DIR to a folder of your own.",
      );
    }
    return ourselves;
  }

  const wanted = owner === null ? user(NOBODY, NOBODY) : user(owner.uid, owner.gid);
  if (wanted.owner !== 0 && canReach(wanted, binaries, cluster)) return wanted;
  if ((owner === null || owner.uid === 0) && canRun(rootInDisguise, binaries)) {
    return rootInDisguise;
  }
  throw new StartRefused(
    `Postgres does not run as root, and no other account can reach ${path.dirname(cluster)}. ` +
      "Start as an ordinary user, move to a folder others can read, or set DATABASE_URL.",
  );
}

function canRun(account: Account, binaries: Binaries): boolean {
  return (
    spawnSync(...account.command(binaries.postgres, ["--version"]), spawning(account)).status === 0
  );
}

function canReach(account: Account, binaries: Binaries, cluster: string): boolean {
  const look = ["-c", 'test -x "$1"', "sh", path.dirname(cluster)];
  return (
    canRun(account, binaries) &&
    spawnSync(...account.command("/bin/sh", look), spawning(account)).status === 0
  );
}

/** The working folder is one everybody can be in; ours may not be. */
function spawning(account: Account) {
  return { ...account.spawnOptions, cwd: "/", stdio: "ignore" as const };
}
