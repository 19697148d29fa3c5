import { decode, encode } from "next-auth/jwt";
import { SignInId } from "@/lib/domain/ids";
import { authSettings } from "./settings";

/** The value of the sign-in cookie: the sign-in's id, encrypted, and nothing else. */
export function signInToken(signInId: SignInId, lifetimeSeconds: number): Promise<string> {
  return encode({
    token: { signInId },
    secret: authSettings().secret,
    maxAge: lifetimeSeconds,
  });
}

/** @returns null for anything that is not a token of ours, or is past its time */
export async function readSignInToken(token: string | undefined): Promise<SignInId | null> {
  if (!token) return null;
  try {
    const payload = await decode({ token, secret: authSettings().secret });
    const id = SignInId.safeParse(payload?.signInId);
    return id.success ? id.data : null;
  } catch {
    // Tampered with, expired, or made under another secret: nobody is signed in by it.
    return null;
  }
}
