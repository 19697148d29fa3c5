import type pg from "pg";
import { type AppendOutcome, appendToLogs, type LogAppend } from "./log-entries";
import { connectWriter } from "./pool";

/**
 * An append takes milliseconds, and the server's own limits are shorter than this. What
 * has no answer by then is of unknown outcome, and the connection is given up.
 */
const CALL_TIMEOUT_MS = 5_000;

/** The log writer's connection: opened when needed, given up when it is in doubt. */
export class LogConnection {
  readonly #databaseUrl: string;
  #client: pg.Client | null = null;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  /** @throws with the outcome unknown, unless Postgres itself says what is wrong */
  async append(appends: readonly LogAppend[]): Promise<AppendOutcome[]> {
    const client = this.#client ?? (await connectWriter(this.#databaseUrl));
    this.#client = client;
    // With a call under way, `end` destroys the socket, and the call fails.
    const timer = setTimeout(() => void client.end(), CALL_TIMEOUT_MS);
    try {
      return await appendToLogs(client, appends);
    } catch (error) {
      this.#client = null;
      void client.end();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }
}
