import { hasUnfinishedMigration, probeWrite } from "../db/probe";
import { livePeople } from "./people-context";

/** A balancer asks again soon; it must not wait as long as a person would. */
const PROBE_TIMEOUT_MS = 2_000;

export type Readiness = { isReady: true; reason?: never } | { isReady: false; reason: string };

/** Whether this process can do its work: store something in a database that has its tables. */
export async function checkReadiness({ db } = livePeople()): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PROBE_TIMEOUT_MS);
  });
  try {
    if (await Promise.race([hasUnfinishedMigration(db), tooLate]))
      return { isReady: false, reason: "migrating" };
    await Promise.race([probeWrite(db), tooLate]);
    return { isReady: true };
  } catch {
    // Whatever it was, the balancer learns all there is to do about it.
    return { isReady: false, reason: "database" };
  } finally {
    clearTimeout(timer);
  }
}
