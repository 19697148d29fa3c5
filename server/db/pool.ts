import pg from "pg";

/** Loading a room, keeping a whole state and asking the time: short, and few at once. */
const MAX_CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 3_000;
/**
 * A connection through a silent proxy looks alive for many minutes. No statement of ours
 * takes a second, so one without an answer by then has lost its network.
 */
const QUERY_TIMEOUT_MS = 5_000;
/** The server gives up before we do, so that a statement we call failed rarely happens later. */
const STATEMENT_TIMEOUT_MS = 4_000;
/** Locks are held for milliseconds; who waits this long asks again. */
const LOCK_TIMEOUT_MS = 3_000;

export type Pool = pg.Pool;

const SESSION: pg.ClientConfig = {
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  lock_timeout: LOCK_TIMEOUT_MS,
  idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
  keepAlive: true,
};

/** The rooms' own small pool, apart from the pages' so that neither can starve the other. */
export function openPool(databaseUrl: string): Pool {
  const pool = new pg.Pool({
    ...SESSION,
    connectionString: databaseUrl,
    max: MAX_CONNECTIONS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: "dryrun rooms",
  });
  pool.on("error", () => {
    // An idle connection broke; the pool opens another when somebody needs one.
  });
  pool.on("connect", (client) => {
    client.on("error", () => {
      // One in use broke; its statement fails with the same error.
    });
  });
  return pool;
}

/**
 * The one connection the log writer keeps for itself. Time-outs of its calls are the
 * caller's, who must destroy the connection then: an answer that comes late is not
 * the answer to the next call.
 */
export async function connectWriter(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    ...SESSION,
    connectionString: databaseUrl,
    application_name: "dryrun log writer",
  });
  client.on("error", () => {
    // The call under way fails with the same error; between calls the next one finds out.
  });
  await client.connect();
  // Each statement inside log_append must see what others committed while it waited for a lock. Keepalives
  // free the locks of a connection whose network went away in the middle of a message.
  await client.query(`
    SET default_transaction_isolation = 'read committed';
    SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3`);
  return client;
}

/**
 * Reads several tables as of one moment.
 *
 * @throws what `read` throws; the connection is not used again then
 */
export function inSnapshot<T>(pool: Pool, read: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  return between("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", pool, read);
}

/**
 * Changes all of it or nothing; each statement sees what others committed before it.
 *
 * @throws what `change` throws; then nothing is changed, and the connection is not used again
 */
export function inTransaction<T>(
  pool: Pool,
  change: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  return between("BEGIN ISOLATION LEVEL READ COMMITTED", pool, change);
}

async function between<T>(
  begin: string,
  pool: Pool,
  run: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const result = await run(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
