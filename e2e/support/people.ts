/** Signed-in people for clients without a browser: the cookie a sign-in would have left. */
import type { Viewer } from "@/lib/domain/viewer";
import { signInCookie } from "../../server/auth/cookies";
import { provideAuthSettings } from "../../server/auth/settings";
import { signInToken } from "../../server/auth/sign-in-token";

/** Given to the app and known to the test, so that the test can sign people in. */
const SECRET = "a secret that only the tests and the app they start know";
const LIFETIME_SECONDS = 60 * 60;

/** Environment of an app whose people the test signs in. */
export const TEST_SECRET_ENV = { NEXTAUTH_SECRET: SECRET } as const;

/** What a browser of this person sends with a connection to the app. */
export async function browserHeaders(
  viewer: Viewer,
  appUrl: string,
): Promise<Record<string, string>> {
  provideAuthSettings({ secret: SECRET, appUrl: null });
  const token = await signInToken(viewer.signInId, LIFETIME_SECONDS);
  return { cookie: `${signInCookie(false).name}=${token}`, origin: new URL(appUrl).origin };
}
