/** Slower than this, the answer is as good as none. */
const PATIENCE_MS = 5_000;

/**
 * Whether this browser is still signed in. A handshake that is refused looks to a page like any
 * other line that cannot be opened, so somebody who was signed out meanwhile has to ask.
 *
 * @returns null when nobody says: there is no network, or no server
 */
export async function isStillSignedIn(
  url: string,
  headers: Record<string, string> = {},
): Promise<boolean | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${url}/api/auth/session`, { headers, cache: "no-store", signal });
    if (!response.ok) return null;
    const session: unknown = await response.json();
    // What next-auth answers for nobody: an empty object, or one without a user.
    return typeof session === "object" && session !== null && "user" in session;
  } catch {
    // Offline, or an answer of something in between that is not our server.
    return null;
  }
}
