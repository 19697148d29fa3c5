/**
 * One-time reset links. There is no mail: the person who runs the server prints a link
 * (`npm run reset-link -- person@example.org`) and hands it over.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { insertResetLink, isResetLinkOpen, spendResetLink } from "../db/reset-links";
import { findAccount, findAccountByEmail } from "../db/users";
import { announceNotice } from "../room-notices";
import { hashPassword } from "./passwords";
import { livePeople } from "./people-context";
import { forgive, SIGN_INS_PER_ACCOUNT } from "./throttle";

/** Long enough to hand it over in a chat, short enough to be useless in last week's history. */
export const RESET_LINK_MS = 60 * 60_000;

/** 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

function hashOf(token: string): Buffer | null {
  return TOKEN.test(token) ? createHash("sha256").update(token).digest() : null;
}

/**
 * Makes a link for an account; an earlier one stops working.
 *
 * @returns the path of the page that takes the new password
 */
export async function makeResetLink(
  email: string,
  { db, now } = livePeople(),
): Promise<Result<{ path: string; expiresAt: Date }, "no-account">> {
  const account = await findAccountByEmail(db, email);
  if (!account) return refuse("no-account");
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + RESET_LINK_MS);
  const tokenHash = createHash("sha256").update(token).digest();
  await insertResetLink(db, { id: randomUUID(), userId: account.id, tokenHash, expiresAt });
  return ok({ path: `/reset/${token}`, expiresAt });
}

/** Whether a link still works. Looking does not use it up, so a chat's preview does no harm. */
export async function canReset(token: string, { db, now } = livePeople()): Promise<boolean> {
  const tokenHash = hashOf(token);
  return tokenHash !== null && isResetLinkOpen(db, tokenHash, now);
}

/** Sets a new password by a link, once, and signs every browser of the person out. */
export async function resetPassword(
  token: string,
  password: string,
  { db, now } = livePeople(),
): Promise<Result<null, "no-such-link">> {
  const tokenHash = hashOf(token);
  // Asked first, so that guessing tokens costs the server no hashing.
  if (!tokenHash || !(await isResetLinkOpen(db, tokenHash, now))) return refuse("no-such-link");
  const spent = await spendResetLink(db, tokenHash, await hashPassword(password), now);
  if (!spent) return refuse("no-such-link");
  // Whoever closed the door by guessing must not keep the owner out who has just proved themselves.
  const account = await findAccount(db, spent.userId);
  if (account?.email) await forgive(db, SIGN_INS_PER_ACCOUNT, account.email);
  announceNotice({ type: "sign-ins-revoked", signInIds: spent.revoked });
  return ok(null);
}
