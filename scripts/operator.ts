/** What the commands for whoever runs the server have in common: settings, the database, plain sentences. */
import { type Config, readConfig } from "@/server/config";
import { checkServer } from "@/server/db/check-server";
import { startEmbeddedPostgres } from "@/server/embedded-postgres/start";
import { StartRefused } from "@/server/start-refused";

/** The settings are those of `npm start`. The app may be running or not. */
export async function withDatabase<T>(
  use: (url: string, config: Config) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  const postgres =
    config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir }) : null;
  try {
    const url = config.databaseUrl ?? postgres?.url ?? "";
    await checkServer(url);
    return await use(url, config);
  } finally {
    await postgres?.stop();
  }
}

/** A command that cannot be carried out as it was given; the message is for the person who gave it. */
export class CommandRefused extends Error {
  override name = "CommandRefused";
}

/** Runs a command; what it refuses for a reason a person can mend is one sentence, not a stack. */
export async function runCommand(
  command: () => Promise<void>,
  refusals: readonly (new (message: string) => Error)[] = [],
): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (![StartRefused, CommandRefused, ...refusals].some((kind) => error instanceof kind))
      throw error;
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
