/** Where people go on to after signing in. */

/** Nobody has this address; it only gives relative addresses something to stand on. */
const NOWHERE = "http://callback.invalid";
/** Longer than any address of ours. */
const MAX_CHARS = 2_000;

/**
 * A path on this site, whatever was asked for.
 *
 * An address that leads elsewhere, by any spelling a browser follows (`//host`, `/\host`, another
 * scheme, tabs in between), and one that is not a page become `fallback`.
 */
export function safeCallbackUrl(wanted: unknown, fallback = "/home"): string {
  if (typeof wanted !== "string" || wanted.length > MAX_CHARS || !wanted.startsWith("/"))
    return fallback;
  const url = URL.canParse(wanted, NOWHERE) ? new URL(wanted, NOWHERE) : null;
  if (url?.origin !== NOWHERE) return fallback;
  // The parser resolves dots: "/.//host" has become "//host", which would be another site.
  if (url.pathname.startsWith("//") || url.pathname.includes("\\")) return fallback;
  if (/^\/(api|health|_next|socket\.io)(\/|$)/.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}

/** The sign-in page, leading back to `path` afterwards. */
export function signInPath(path: string): string {
  return `/sign-in?${new URLSearchParams({ callbackUrl: safeCallbackUrl(path) })}`;
}
