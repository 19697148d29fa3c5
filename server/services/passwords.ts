/** Passwords are kept as argon2id hashes; this is the one place that makes and checks them. */
import { hash, verify } from "@node-rs/argon2";

/**
 * What OWASP recommends as the least: 19 MiB and two passes take about 30 ms here, so a guess is
 * expensive for a thief and a sign-in is not felt. The hash carries its parameters, so raising
 * them later leaves old passwords valid. The library's algorithm is argon2id unless told otherwise.
 */
const PARAMETERS = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

/** One password has one spelling, whichever keyboard composed its accents. */
function spelled(password: string): string {
  return password.normalize("NFKC");
}

export function hashPassword(password: string): Promise<string> {
  return hash(spelled(password), PARAMETERS);
}

let unknowable: Promise<string> | undefined;

/**
 * Whether this is the password. Without a hash (no such account, or a guest) the answer is no and
 * takes as long, so that time does not tell which addresses have an account.
 */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  unknowable ??= hashPassword("the password of nobody");
  const isRight = await verify(passwordHash ?? (await unknowable), spelled(password));
  return isRight && passwordHash !== null;
}
