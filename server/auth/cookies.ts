/** Names and flags of every cookie that signing in sets. */

/** `__Host-` makes browsers refuse a cookie that another host or path tries to put in its place. */
function cookie(name: string, isSecure: boolean) {
  return {
    name: isSecure ? `__Host-dryrun.${name}` : `dryrun.${name}`,
    // Lax, so that an invitation opened from a mail or a chat finds people signed in.
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
  } as const;
}

/** Carries the sign-in's id, encrypted; the row decides what it is worth. */
export function signInCookie(isSecure: boolean) {
  return cookie("sign-in", isSecure);
}

/** All of next-auth's, under our names: on localhost cookies are shared by every port. */
export function authCookies(isSecure: boolean) {
  return {
    sessionToken: signInCookie(isSecure),
    csrfToken: cookie("csrf", isSecure),
    callbackUrl: cookie("callback-url", isSecure),
  };
}
