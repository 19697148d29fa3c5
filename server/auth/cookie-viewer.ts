import type { Viewer } from "@/lib/domain/viewer";
import { signedInViewer } from "../services/signed-in-viewer";
import { signInCookie } from "./cookies";
import { authSettings } from "./settings";
import { readSignInToken } from "./sign-in-token";

/** Who is asking, by the `Cookie` header of a request that did not come through Next. */
export async function viewerFromCookies(cookieHeader: string | undefined): Promise<Viewer | null> {
  const { name } = signInCookie(authSettings().isSecure);
  const signInId = await readSignInToken(cookieValue(cookieHeader, name));
  return signInId && signedInViewer(signInId);
}

/** The last of several, as Next has it: page and socket must not take a browser for two people. */
function cookieValue(header: string | undefined, name: string): string | undefined {
  const values = header?.split(";").flatMap((pair) => {
    const [key, value] = pair.split("=", 2);
    // The token is base64url and dots, which no browser quotes or escapes.
    return key?.trim() === name ? [value?.trim()] : [];
  });
  return values?.at(-1);
}
