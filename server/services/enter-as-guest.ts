import { randomUUID } from "node:crypto";
import { UserId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import { insertGuest } from "../db/users";
import { GUEST_SIGN_IN_MS, openSignIn, type SignedIn } from "./open-sign-in";
import { livePeople } from "./people-context";
import { attemptFrom, GUESTS_PER_ADDRESS, type TooMany } from "./throttle";

/** Lets somebody in with nothing but a name; this browser is the only one that knows them. */
export async function enterAsGuest(
  name: string,
  address: string | null,
  context = livePeople(),
): Promise<Result<SignedIn, TooMany>> {
  const counted = await attemptFrom(context.db, GUESTS_PER_ADDRESS, address, context.now);
  if (!counted.ok) return counted;
  const userId = UserId.parse(randomUUID());
  await insertGuest(context.db, { id: userId, name });
  return ok(await openSignIn(context, userId, GUEST_SIGN_IN_MS));
}
