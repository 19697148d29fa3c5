import { cookies, headers } from "next/headers";
import type { SignedIn } from "../services/open-sign-in";
import { signOutHere } from "../services/sign-out";
import { signInCookie } from "./cookies";
import { CLIENT_ADDRESS_HEADER } from "./request-headers";
import { authSettings } from "./settings";
import { signInToken } from "./sign-in-token";
import { getViewer } from "./viewer";

/** Where the request came from, for the throttle; null is this computer itself. */
export async function clientAddress(): Promise<string | null> {
  return (await headers()).get(CLIENT_ADDRESS_HEADER);
}

/** Signs this browser in; whoever was signed in here before is signed out. */
export async function keepSignedIn({ signInId, expiresAt }: SignedIn): Promise<void> {
  const before = await getViewer();
  const { name, options } = signInCookie(authSettings().isSecure);
  const maxAge = Math.floor((expiresAt.getTime() - Date.now()) / 1_000);
  (await cookies()).set(name, await signInToken(signInId, maxAge), { ...options, maxAge });
  if (before) await signOutHere(before);
}

/** Takes this browser's cookie away. */
export async function dropSignInCookie(): Promise<void> {
  const { name, options } = signInCookie(authSettings().isSecure);
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
