import { randomUUID } from "node:crypto";
import { SignInId, type UserId } from "@/lib/domain/ids";
import { insertSignIn } from "../db/sign-ins";
import type { PeopleContext } from "./people-context";

const DAY_MS = 24 * 60 * 60_000;

/** After two months people sign in again; a forgotten browser does not stay open for ever. */
export const ACCOUNT_SIGN_IN_MS = 60 * DAY_MS;
/** A guest has no other way back in, so theirs lasts as long as browsers keep a cookie at all. */
export const GUEST_SIGN_IN_MS = 400 * DAY_MS;

export interface SignedIn {
  userId: UserId;
  signInId: SignInId;
  expiresAt: Date;
}

/** Stores that this browser is signed in from now on. */
export async function openSignIn(
  { db, now }: PeopleContext,
  userId: UserId,
  lifetimeMs: number,
): Promise<SignedIn> {
  const signInId = SignInId.parse(randomUUID());
  const expiresAt = new Date(now.getTime() + lifetimeMs);
  await insertSignIn(db, { id: signInId, userId, expiresAt });
  return { userId, signInId, expiresAt };
}
