/** The production app as a process of its own, for tests that look at it from outside or kill it. */
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** A start takes two seconds, and several times that while the computer is busy with other tests. */
const START_TIMEOUT_MS = 90_000;

const READY = /Dryrun is ready: (\S+)/;

export interface AppOptions {
  /** null: the app's own embedded database, in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Left out: a free one. Give the old one to start an app again where its clients look for it. */
  readonly port?: number;
  /** Left out: a temporary folder, removed when the app is stopped. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Left out: ourselves. Only root can be somebody else. */
  readonly uid?: number;
}

export interface RunningApp {
  readonly url: string;
  readonly pid: number;
  /** What it has printed so far, both streams together. */
  output(): string;
  /** Sends a signal and waits until the process is gone. */
  kill(signal: NodeJS.Signals): Promise<{ code: number | null }>;
  /** Stops it in order and removes what it made for itself. */
  stop(): Promise<{ code: number | null }>;
}

/** @throws with everything the app printed, when it ends or stays silent instead of getting ready */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const app = spawnApp(options);
  const url = await app.ready;
  const pid = app.child.pid;
  if (pid === undefined) throw new Error("The app has no process");

  const kill = async (signal: NodeJS.Signals) => {
    app.child.kill(signal);
    return { code: await app.ended };
  };
  return {
    url,
    pid,
    output: app.output,
    kill,
    stop: async () => {
      const end = await kill("SIGTERM");
      app.removeData();
      return end;
    },
  };
}

/** As `startApp`, for a start that is expected to end by itself. */
export async function startAppInVain(
  options: AppOptions,
): Promise<{ code: number | null; output: string }> {
  const app = spawnApp(options);
  // It must not become ready, and if it does, it must not stay.
  void app.ready.then(
    () => app.child.kill("SIGTERM"),
    () => {},
  );
  const code = await app.ended;
  app.removeData();
  return { code, output: app.output() };
}

/** As `startApp`, for a start that will not be let come to its end. */
export function beginApp(options: AppOptions): {
  ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
} {
  const app = spawnApp(options);
  // Whether it gets ready in time is nobody's business.
  app.ready.catch(() => {});
  return {
    ended: app.ended,
    kill: async (signal) => {
      app.child.kill(signal);
      await app.ended;
      app.removeData();
    },
  };
}

function spawnApp({ databaseUrl, port = 0, dataDir, env = {}, uid }: AppOptions) {
  const folder = dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), "dryrun-"));
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: folder,
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      ...env,
      // Next declares this one as always there; the app sets it by itself.
    } as unknown as NodeJS.ProcessEnv,
    ...(uid !== undefined && { uid, gid: uid }),
    stdio: ["ignore", "pipe", "pipe"],
  });

  let printed = "";
  const output = () => printed;
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    output,
    ended,
    ready: firstAddress(child, output, (text) => {
      printed += text;
    }),
    removeData: () => {
      if (dataDir === undefined) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function firstAddress(
  child: ChildProcess,
  output: () => string,
  keep: (text: string) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The app ${why}. It printed:\n${output()}`));
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail("did not get ready");
    }, START_TIMEOUT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        keep(chunk.toString("utf8"));
        const url = READY.exec(output())?.[1];
        if (url === undefined) return;
        clearTimeout(timer);
        resolve(url);
      });
    }
    child.once("close", (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}
