import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { replacePassword } from "../db/sign-ins";
import { findAccount } from "../db/users";
import { announceNotice } from "../room-notices";
import { hashPassword, isPassword } from "./passwords";
import { livePeople } from "./people-context";
import { attempt, PASSWORD_CHANGES_PER_USER, type TooMany } from "./throttle";

/** Changes the password and signs every other browser out. */
export async function changePassword(
  viewer: Viewer,
  change: { current: string; next: string },
  { db, now } = livePeople(),
): Promise<Result<null, "wrong" | TooMany>> {
  const counted = await attempt(db, PASSWORD_CHANGES_PER_USER, viewer.userId, now);
  if (!counted.ok) return counted;
  const account = await findAccount(db, viewer.userId);
  if (!(await isPassword(account?.passwordHash ?? null, change.current))) return refuse("wrong");
  const passwordHash = await hashPassword(change.next);
  const signInIds = await replacePassword(db, viewer.userId, passwordHash, viewer.signInId);
  announceNotice({ type: "sign-ins-revoked", signInIds });
  return ok(null);
}
