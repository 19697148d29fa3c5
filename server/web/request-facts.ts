/** What our server finds out about a request and tells Next, in place of what the browser claims. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import {
  CLIENT_ADDRESS_HEADER,
  NONCE_HEADER,
  REQUEST_ID_HEADER,
  REQUEST_PATH_HEADER,
} from "../auth/request-headers";

/**
 * Where a request came from, for the throttle. A deployed app is reached over https, which somebody
 * in front of us speaks: the last address in `X-Forwarded-For` is the one they saw.
 *
 * @returns null for this computer itself
 */
export function clientAddressOf(
  request: Pick<IncomingMessage, "headers" | "socket">,
  isDeployed: boolean,
): string | null {
  const peer = request.socket.remoteAddress ?? "unknown";
  if (isDeployed) {
    const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",");
    return forwarded.split(",").at(-1)?.trim() || peer;
  }
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(peer) ? null : peer;
}

export interface RequestFacts {
  id: string;
  url: string;
  host: string;
  isSecure: boolean;
  clientAddress: string | null;
  nonce: string;
  contentSecurityPolicy: string;
}

/** Next's own parameter for fetching a part of a page; it is no part of the page's address. */
function withoutRscParameter(url: string): string {
  const [path = "/", query] = url.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.delete("_rsc");
  const rest = parameters.toString();
  return rest ? `${path}?${rest}` : path;
}

/** Overwrites the headers that our code and Next believe. */
export function stateFacts(headers: IncomingHttpHeaders, facts: RequestFacts): void {
  headers[REQUEST_ID_HEADER] = facts.id;
  headers[REQUEST_PATH_HEADER] = withoutRscParameter(facts.url);
  headers[NONCE_HEADER] = facts.nonce;
  // Next looks for the nonce here, and puts it on its own scripts.
  headers["content-security-policy"] = facts.contentSecurityPolicy;
  headers["x-forwarded-host"] = facts.host;
  headers["x-forwarded-proto"] = facts.isSecure ? "https" : "http";
  delete headers["x-forwarded-port"];
  delete headers.forwarded;
  if (facts.clientAddress === null) {
    delete headers["x-forwarded-for"];
    delete headers[CLIENT_ADDRESS_HEADER];
  } else {
    headers["x-forwarded-for"] = facts.clientAddress;
    headers[CLIENT_ADDRESS_HEADER] = facts.clientAddress;
  }
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** A path for the log: which page it was, without ids and above all without the tokens of links. */
export function routeOf(path: string): string {
  if (path.startsWith("/_next/")) return "/_next";
  return path
    .replace(/^\/(join|reset)\/.+/, "/$1/[token]")
    .replace(ID, "[id]")
    .slice(0, 80);
}
