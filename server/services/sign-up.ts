import { randomUUID } from "node:crypto";
import { UserId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import { insertAccount } from "../db/users";
import { hashPassword } from "./passwords";
import { livePeople } from "./people-context";
import { attemptFrom, SIGN_UPS_PER_ADDRESS, type TooMany } from "./throttle";

/**
 * Opens an account, unless the address has one. Answer and time are the same in both cases, and
 * nobody is signed in by it: the next step is to sign in, with the password just chosen or the one
 * the account has had all along.
 */
export async function signUp(
  account: { name: string; email: string; password: string },
  address: string | null,
  context = livePeople(),
): Promise<Result<null, TooMany>> {
  const counted = await attemptFrom(context.db, SIGN_UPS_PER_ADDRESS, address, context.now);
  if (!counted.ok) return counted;
  const passwordHash = await hashPassword(account.password);
  await insertAccount(context.db, {
    id: UserId.parse(randomUUID()),
    name: account.name,
    email: account.email,
    passwordHash,
  });
  return ok(null);
}
