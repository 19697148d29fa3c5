import { type Result, refuse } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { turnGuestIntoAccount } from "../db/users";
import { hashPassword } from "./passwords";
import { livePeople } from "./people-context";
import { ACCOUNTS_PER_GUEST, attempt, type TooMany } from "./throttle";

/**
 * Turns a guest into an account. The user keeps their id, and with it every interview, and stays
 * signed in. A taken address has to be told here: nobody must believe they are saved when they are
 * not. So few attempts are allowed that it is no way to look for addresses.
 */
export async function saveAsAccount(
  viewer: Viewer,
  account: { email: string; password: string },
  { db, now } = livePeople(),
): Promise<Result<null, "email-taken" | "not-a-guest" | TooMany>> {
  if (!viewer.isGuest) return refuse("not-a-guest");
  const counted = await attempt(db, ACCOUNTS_PER_GUEST, viewer.userId, now);
  if (!counted.ok) return counted;
  const passwordHash = await hashPassword(account.password);
  return turnGuestIntoAccount(db, viewer.userId, { email: account.email, passwordHash });
}
