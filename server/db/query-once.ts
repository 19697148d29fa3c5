import pg from "pg";

/** A server that is there answers in milliseconds; a computer that is busy starting takes seconds. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Runs one statement over a connection of its own. For starting, stopping and looking after databases;
 * everything else has a pool.
 *
 * @throws when the database cannot be reached within ten seconds, or refuses
 */
export async function queryOnce<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // A connection that breaks while it is closing must not end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end().catch(() => {
      // Nothing was left to close.
    });
  }
}
