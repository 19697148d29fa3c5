/** Attempts per key and window: one row each, counted by the database so that no two are missed. */
import { z } from "zod";
import type { Db } from "./client";

/** Longer than any window in use; older rows mean nothing. */
const KEPT_MS = 24 * 60 * 60_000;

const Counted = z.array(z.object({ count: z.int(), window_start: z.date() })).length(1);

export interface CountedAttempt {
  /** This attempt included. */
  count: number;
  windowStart: Date;
}

/**
 * Counts one more attempt in the key's window; a window begins with the first attempt
 * after the last one has passed.
 */
export async function countAttempt(
  db: Db,
  key: string,
  windowMs: number,
  now: Date,
): Promise<CountedAttempt> {
  const past = new Date(now.getTime() - windowMs);
  const rows = Counted.parse(
    await db.$queryRaw`
      INSERT INTO throttles AS t (key, window_start, count) VALUES (${key}, ${now}::timestamptz, 1)
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN t.window_start <= ${past}::timestamptz THEN 1 ELSE t.count + 1 END,
        window_start = CASE WHEN t.window_start <= ${past}::timestamptz THEN ${now}::timestamptz ELSE t.window_start END
      RETURNING count, window_start`,
  );
  const row = rows[0];
  if (!row) throw new Error("An upsert always returns its row.");
  // Cleared when a window begins, so that the table stays as small as what happens in a day.
  if (row.count === 1)
    await db.throttle.deleteMany({
      where: { windowStart: { lt: new Date(now.getTime() - KEPT_MS) } },
    });
  return { count: row.count, windowStart: row.window_start };
}

export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.throttle.deleteMany({ where: { key } });
}
