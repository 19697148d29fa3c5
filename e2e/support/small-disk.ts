/** A disk of its own that is small enough to fill. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export interface SmallDisk {
  readonly folder: string;
  /** Leaves no byte free. */
  fill(): void;
  /** Gives back what `fill` took. */
  free(): void;
  remove(): void;
}

const CHUNK_BYTES = 1024 * 1024;
/** What is left in the end is less than one page of memory, which no file can take. */
const LAST_CHUNK_BYTES = 4096;

/**
 * @throws when this computer does not let us, with what would have to be otherwise: only root can
 *   mount a disk, and a test that was left out would look like one that passed
 */
export function makeSmallDisk(megabytes: number): SmallDisk {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun small disk "));
  const mounted = run(
    "mount",
    "-t",
    "tmpfs",
    "-o",
    `size=${megabytes}m,mode=0755`,
    "tmpfs",
    folder,
  );
  if (mounted !== null) {
    fs.rmdirSync(folder);
    throw new Error(
      `A disk to fill could not be mounted (${mounted}). This test needs Linux and root: run it as root, or in a container with --cap-add SYS_ADMIN.`,
    );
  }
  const filler = path.join(folder, "filler");
  return {
    folder,
    fill: () => {
      const file = fs.openSync(filler, "a");
      for (const size of [CHUNK_BYTES, LAST_CHUNK_BYTES]) writeUntilFull(file, Buffer.alloc(size));
      fs.closeSync(file);
    },
    free: () => fs.rmSync(filler, { force: true }),
    remove: () => {
      run("umount", "--lazy", folder);
      fs.rmdirSync(folder);
    },
  };
}

function writeUntilFull(file: number, chunk: Buffer): void {
  for (;;) {
    try {
      fs.writeSync(file, chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") return;
      throw error;
    }
  }
}

/** @returns what went wrong, or null */
function run(program: string, ...args: string[]): string | null {
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}
