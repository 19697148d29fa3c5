/** What every response tells the browser not to allow, errors and files included. */

/** A year, the least that browsers take seriously. */
const HSTS_SECONDS = 365 * 24 * 60 * 60;

/** Powers no page of ours uses; a script that got in would have to do without them too. */
const UNUSED_POWERS = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "hid",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
];

export interface ResponseKind {
  /** Only scripts that carry it run; null for what is not a page. */
  nonce: string | null;
  /** The host the browser is talking to, port included. */
  host: string;
  /** Reached over https. */
  isSecure: boolean;
  isDev: boolean;
}

export function contentSecurityPolicy({ nonce, host, isSecure, isDev }: ResponseKind): string {
  // `strict-dynamic`: what a script with the nonce loads may run as well, an address alone is not
  // enough. A file has no page around it; it can only be a worker that loads its own parts.
  const scripts = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'self'";
  return [
    "default-src 'none'",
    // React's development build evaluates code to show where an error came from.
    `script-src ${scripts}${isDev ? " 'unsafe-eval'" : ""}`,
    // Editor and canvas place things by inline styles.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    // Browsers that do not count a WebSocket as 'self' need it by name.
    `connect-src 'self' ${isSecure ? "wss" : "ws"}://${host}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}

export function securityHeaders(kind: ResponseKind): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(kind),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    // With `no-referrer` forms would send `Origin: null` and fail the origin check.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": UNUSED_POWERS.map((power) => `${power}=()`).join(", "),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(kind.isSecure && { "Strict-Transport-Security": `max-age=${HSTS_SECONDS}` }),
  };
}
