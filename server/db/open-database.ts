import { PrismaPg } from "@prisma/adapter-pg";
import { type Db, database, provideDatabase } from "./client";
import { PrismaClient } from "./generated/client";

/** Pages and actions hold a connection for milliseconds; ten serve hundreds of people, and Postgres allows 100 in all. */
const MAX_CONNECTIONS = 10;
/** A person waits this long for a page before "try again" is the better answer. */
const CONNECT_TIMEOUT_MS = 5_000;
/** No statement of ours takes a second; one that has no answer by then has lost its network. */
const QUERY_TIMEOUT_MS = 10_000;

/** A client of its own for the database at `url`; nothing else sees it. */
export function connectDatabase(url: string): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
  });
  return new PrismaClient({ adapter });
}

/** Opens the database for the whole process: from now on `database()` returns it. */
export function openDatabase(url: string): Db {
  const db = connectDatabase(url);
  provideDatabase(db);
  return db;
}

/** Ends the process's connections, once nothing uses them any more. */
export async function closeDatabase(): Promise<void> {
  const db = database();
  provideDatabase(null);
  await db.$disconnect();
}
