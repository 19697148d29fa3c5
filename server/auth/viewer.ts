/** Who is asking, for pages, actions and routes. */
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { signInPath } from "@/lib/domain/callback-url";
import type { Viewer } from "@/lib/domain/viewer";
import { signedInViewer } from "../services/signed-in-viewer";
import { signInCookie } from "./cookies";
import { REQUEST_PATH_HEADER } from "./request-headers";
import { authSettings } from "./settings";
import { readSignInToken } from "./sign-in-token";

/** The signed-in person, or null. Looked up once per request. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const { name } = signInCookie(authSettings().isSecure);
  const signInId = await readSignInToken((await cookies()).get(name)?.value);
  return signInId && signedInViewer(signInId);
});

/** The signed-in person; anybody else is sent to sign in and comes back here afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer) return viewer;
  redirect(signInPath((await headers()).get(REQUEST_PATH_HEADER) ?? "/home"));
}
