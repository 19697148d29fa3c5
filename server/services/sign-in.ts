import { ok, type Result, refuse } from "@/lib/domain/result";
import { findAccountByEmail } from "../db/users";
import { ACCOUNT_SIGN_IN_MS, openSignIn, type SignedIn } from "./open-sign-in";
import { isPassword } from "./passwords";
import { livePeople } from "./people-context";
import {
  attempt,
  attemptFrom,
  forgive,
  SIGN_INS_PER_ACCOUNT,
  SIGN_INS_PER_ADDRESS,
  type TooMany,
} from "./throttle";

/**
 * Signs in with e-mail address and password. An address without an account is counted, checked and
 * answered like one with another password.
 */
export async function signIn(
  tried: { email: string; password: string },
  address: string | null,
  context = livePeople(),
): Promise<Result<SignedIn, "wrong" | TooMany>> {
  const { db, now } = context;
  // Counted before the password is looked at, so that guesses sent all at once are counted too.
  const fromAddress = await attemptFrom(db, SIGN_INS_PER_ADDRESS, address, now);
  if (!fromAddress.ok) return fromAddress;
  const forAccount = await attempt(db, SIGN_INS_PER_ACCOUNT, tried.email, now);
  if (!forAccount.ok) return forAccount;

  const account = await findAccountByEmail(db, tried.email);
  const isRight = await isPassword(account?.passwordHash ?? null, tried.password);
  if (!account || !isRight) return refuse("wrong");
  await forgive(db, SIGN_INS_PER_ACCOUNT, tried.email);
  return ok(await openSignIn(context, account.id, ACCOUNT_SIGN_IN_MS));
}
