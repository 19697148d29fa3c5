/** The Postgres that tests use: an embedded one of their own, kept between runs, or a given server. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import { migrate, readMigrations } from "../db/migrate";
import { queryOnce } from "../db/query-once";
import { startEmbeddedPostgres } from "../embedded-postgres/start";

const DATA_DIR = path.resolve(import.meta.dirname, "../../.cache/test-database");

/** Tests kill the app, never the computer, so nothing has to reach the disk before the next test. */
const SETTINGS = { fsync: "off", full_page_writes: "off", max_connections: "300" };

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export interface TestCluster {
  /** A database of the cluster that may create others. */
  readonly adminUrl: string;
  /** Leaves the cluster; the last to leave stops it. */
  stop(): Promise<void>;
}

/**
 * Starts or shares the cluster and readies the template that `createTestDatabase` copies.
 * TEST_DATABASE_URL names a server to use instead.
 */
export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env.TEST_DATABASE_URL;
  const cluster =
    given === undefined
      ? await startEmbeddedPostgres({ dataDir: DATA_DIR, settings: SETTINGS })
      : { url: given, stop: async () => {} };
  await dropOrphans(cluster.url);
  await ensureTemplate(cluster.url);
  return { adminUrl: cluster.url, stop: cluster.stop };
}

/** A database of one's own with all tables and no rows. */
export async function copyTemplate(adminUrl: string): Promise<TestDatabase> {
  const name = testDatabaseName(randomBytes(6).toString("hex"));
  await queryOnce(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${templateName()}"`);
  return {
    url: databaseUrl(adminUrl, name),
    drop: async () => {
      await queryOnce(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}

/** The name changes with the migrations, so a template is never out of date. */
function templateName(): string {
  const checksums = readMigrations().map(({ checksum }) => checksum.slice(0, 8));
  return `template_${checksums.slice(-6).join("_") || "empty"}`;
}

/** The same server, another database. */
function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** A test database carries the id of the process that made it. */
function testDatabaseName(unique: string): string {
  return `test_${process.pid}_${unique}`;
}

async function ensureTemplate(adminUrl: string): Promise<void> {
  const name = templateName();
  const exists = async () =>
    (await queryOnce(adminUrl, "SELECT 1 FROM pg_database WHERE datname = $1", [name])).length > 0;
  if (await exists()) return;

  // Made under a name of its own: of two runs that start together the second to rename finds that the
  // template is there already, and nobody ever copies an unfinished one.
  const draft = testDatabaseName("template");
  await queryOnce(adminUrl, `CREATE DATABASE "${draft}"`);
  await migrate(databaseUrl(adminUrl, draft));
  try {
    await queryOnce(adminUrl, `ALTER DATABASE "${draft}" RENAME TO "${name}"`);
  } catch (error) {
    await queryOnce(adminUrl, `DROP DATABASE "${draft}" WITH (FORCE)`);
    if (!(await exists())) throw error;
  }
}

async function dropOrphans(adminUrl: string): Promise<void> {
  const databases = await queryOnce<{ name: string }>(
    adminUrl,
    "SELECT datname AS name FROM pg_database WHERE datname LIKE 'test\\_%'",
  );
  for (const { name } of databases) {
    const pid = Number(name.split("_")[1]);
    if (isRunning(pid)) continue;
    await queryOnce(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // Not there, or another user's and therefore not a test of ours.
    return false;
  }
}
