/** What our server finds out about a request and tells Next, in place of what the browser claims. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { PAGES, ROUTES } from "@/lib/domain/surfaces";
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
    return addressIn(forwarded.split(",").at(-1) ?? "") ?? peer;
  }
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(peer) ? null : peer;
}

/**
 * Some proxies write the port along, which is another with every connection: counted together with
 * it, nobody would ever have tried twice.
 */
function addressIn(entry: string): string | null {
  const bare = entry.trim().replace(/^\[([^\]]*)\](:\d+)?$|^([\d.]+):\d+$/, "$1$3");
  return isIP(bare) === 0 ? null : bare;
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

/** Every address there is, as a pattern for the paths it stands for. */
const ROUTE_PATTERNS = [...new Set([...Object.keys(PAGES), ...Object.keys(ROUTES)].map(addressOf))]
  // What is spelled out goes before what stands for anything: `/interviews/new` is no interview.
  .sort((a, b) => a.split("[").length - b.split("[").length)
  .map((route) => ({ route, pattern: patternOf(route) }));

function addressOf(door: string): string {
  return door.slice(door.indexOf("/"));
}

function patternOf(route: string): RegExp {
  const path = route.replace(/\[\.\.\.\w+\]/g, ".+").replace(/\[\w+\]/g, "[^/]+");
  return new RegExp(`^${path}/?$`);
}

/**
 * A path for the log: which of our pages and routes it was. Never the path itself, since that is
 * what somebody typed, with the tokens of links and whatever else in it.
 */
export function routeOf(path: string): string {
  if (path.startsWith("/_next/")) return "/_next";
  return ROUTE_PATTERNS.find(({ pattern }) => pattern.test(path))?.route ?? "none of ours";
}
