import { StartRefused } from "../start-refused";
import { queryOnce } from "./query-once";

/** The first with everything the migrations use; older ones are also close to the end of their support. */
const OLDEST_MAJOR = 15;

/**
 * @throws StartRefused with a sentence when the server does not answer, does not let us in, or is too old
 */
export async function checkServer(url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  const name = `The database ${pathname.slice(1)} at ${host}`;
  let rows: { version: string }[];
  try {
    rows = await queryOnce(url, "SELECT current_setting('server_version_num') AS version");
  } catch (error) {
    throw new StartRefused(`${name} cannot be used: ${reason(error)}. Check DATABASE_URL.`);
  }
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (major >= OLDEST_MAJOR) return;
  throw new StartRefused(`${name} is Postgres ${major}; Dryrun needs ${OLDEST_MAJOR} or newer.`);
}

/** A refused connection to a name with several addresses is a group of errors without a text of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
