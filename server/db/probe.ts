import { z } from "zod";
import type { Db } from "./client";

const PROBE_KEY = "health:probe";

/**
 * Stores something, which a full disk, a replica and a database that is gone all refuse.
 * One row, written at most once a second, however often somebody asks.
 */
export async function probeWrite(db: Db): Promise<void> {
  await db.$executeRaw`
    INSERT INTO throttles AS t (key, window_start, count) VALUES (${PROBE_KEY}, now(), 1)
    ON CONFLICT (key) DO UPDATE SET window_start = now()
     WHERE t.window_start < now() - interval '1 second'`;
}

const Unfinished = z.array(z.object({ unfinished: z.boolean() })).length(1);

/** Whether a migration has begun and not ended, or none was ever made. */
export async function hasUnfinishedMigration(db: Db): Promise<boolean> {
  const rows = Unfinished.parse(
    await db.$queryRaw`
      SELECT count(*) = 0 OR bool_or(finished_at IS NULL) AS unfinished
        FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return rows[0]?.unfinished ?? true;
}
