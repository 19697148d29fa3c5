/** Starts the process and stops it cleanly. */
import type { Server } from "node:http";
import { bindPort } from "./bind-port";
import { type Addresses, addresses, type Config, keepLocalSecret, readConfig } from "./config";
import { StartRefused } from "./start-refused";

/** Whoever stops us, Docker among them, kills after ten seconds. */
const STOP_TIMEOUT_MS = 9_500;

/** What was started, the last first to be stopped. */
const started: (() => Promise<unknown>)[] = [];
let stopping: Promise<never> | null = null;

const isDev = process.argv.includes("--dev");

process.on("SIGINT", () => void stop(0));
process.on("SIGTERM", () => void stop(0));
process.on("uncaughtException", (error) => void stopAfterFault(error));
process.on("unhandledRejection", (error) => void stopAfterFault(error));

try {
  await start();
} catch (error) {
  // A start that is interrupted fails halfway; that is not a fault of its own.
  if (stopping === null) {
    if (error instanceof StartRefused) {
      say(error.message);
      await stop(1);
    }
    await stopAfterFault(error);
  }
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const { server, port, upgrades } = await bindPort(config.host, config.port, config.mayMovePort);
  started.push(() => {
    upgrades.turnAway();
    return closePort(server);
  });
  const reached = addresses(config, port);

  const databaseUrl = config.databaseUrl ?? (await startDatabase(config));
  const secret = config.secret ?? keepLocalSecret(config.dataDir);
  // Read by Next's copies of our modules and by next-auth, which know the environment only.
  Object.assign(process.env, {
    NODE_ENV: isDev ? "development" : "production",
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: config.logLevel,
    // Nothing that runs here calls home.
    NEXT_TELEMETRY_DISABLED: "1",
  });

  await prepareDatabase(databaseUrl);
  const { createWebServer } = await import("./web-server");
  const web = await createWebServer({
    config,
    server,
    port,
    upgrades,
    isDev,
    secret,
    databaseUrl,
    origins: reached.origins,
  });
  started.push(() => web.close());
  await web.listen();
  announce(config, port, reached);
}

async function startDatabase({ dataDir }: Config): Promise<string> {
  const { startEmbeddedPostgres } = await import("./embedded-postgres/start");
  say("Starting the database");
  const starting = startEmbeddedPostgres({ dataDir, report: say });
  // Noted before it stands, so that an interrupted start does not leave it running.
  started.push(async () => (await starting.catch(() => null))?.stop());
  return (await starting).url;
}

async function prepareDatabase(url: string): Promise<void> {
  const [
    { checkServer },
    { migrate },
    { openDatabase, closeDatabase },
    { loadContent },
    { storeContentVersions, ContentChangedError },
  ] = await Promise.all([
    import("./db/check-server"),
    import("./db/migrate"),
    import("./db/open-database"),
    import("./content/load-content"),
    import("./db/content-versions"),
  ]);
  await checkServer(url);
  const migrations = await migrate(url);
  if (migrations.length > 0) say(`Updated the database (${migrations.join(", ")})`);
  const db = openDatabase(url);
  started.push(closeDatabase);
  // A mistake in the content stops the start, not an interview.
  const content = loadContent();
  await storeContentVersions(db, content).catch((error: unknown) => {
    throw error instanceof ContentChangedError ? new StartRefused(error.message) : error;
  });
}

function announce(config: Config, port: number, { main, network }: Addresses): void {
  if (config.mayMovePort && port !== config.port)
    say(`Port ${config.port} is taken, so this is ${port}.`);
  say(`Dryrun is ready: ${main}`);
  if (network.length === 0) return;
  say(`Others on your network open: ${network.join(" or ")}`);
  say(
    'Camera and microphone work there only over https: see README, "How the second person gets in".',
  );
}

/** Stops everything that was started, in reverse, and ends the process. */
function stop(code: number): Promise<never> {
  stopping ??= (async () => {
    const deadline = setTimeout(() => process.exit(code || 1), STOP_TIMEOUT_MS);
    deadline.unref();
    let failed = false;
    for (const close of started.reverse()) {
      await close().catch(async (error: unknown) => {
        failed = true;
        const { log } = await import("./log");
        log.error("Could not stop in order", { error });
      });
    }
    process.exit(failed ? 1 : code);
  })();
  return stopping;
}

async function stopAfterFault(error: unknown): Promise<never> {
  const { log } = await import("./log");
  log.error("A fault nobody caught", { error });
  return stop(1);
}

function closePort(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // The web server may have closed it already, which is reported as an error and is none.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** For the person at the terminal. */
function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
