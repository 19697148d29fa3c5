/** What a request must satisfy before anything else looks at it. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isIP } from "node:net";
import os from "node:os";

/** Forms and actions are a few KiB; this is also the most that Next takes for an action. */
export const MAX_BODY_BYTES = 1024 * 1024;

export interface RequestRules {
  /** The one host people use; null in local mode, where there are several. */
  readonly appHost: string | null;
  /** Every origin a page of ours is known to have. */
  readonly origins: readonly string[];
}

export interface Rejection {
  status: number;
  sentence: string;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const KNOWN_METHODS = new Set([...SAFE_METHODS, "POST"]);

/** Probes come from a balancer that knows us by our number. */
export function isHealthPath(path: string): boolean {
  return path === "/health/live" || path === "/health/ready";
}

/** The host name of a `Host` header without its port; null when it is none. */
function hostName(host: string | undefined): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(host ?? "");
  return match?.[1] ?? match?.[2]?.toLowerCase() ?? null;
}

/**
 * Whether a local app goes by this name: a number, localhost, or the computer's own name. Any other
 * name would be a page elsewhere that has pointed its own name at this computer.
 */
function isLocalName(name: string): boolean {
  const own = os.hostname().toLowerCase();
  return (
    isIP(name) !== 0 ||
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === own ||
    name === `${own}.local`
  );
}

export function isKnownHost(
  host: string | undefined,
  { appHost }: Pick<RequestRules, "appHost">,
): boolean {
  const name = hostName(host);
  if (name === null) return false;
  return appHost === null ? isLocalName(name) : host?.toLowerCase() === appHost;
}

/**
 * Whether a page of ours is asking. A local app may be reached through a forwarded port it knows
 * nothing of; there a page is also ours when it has the very host that is being asked.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, rules: RequestRules): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  if (rules.origins.includes(origin)) return true;
  return rules.appHost === null && isKnownHost(host, rules) && origin === `http://${host}`;
}

/** @returns why the request is not answered, or null */
export function rejectRequest(
  request: Pick<IncomingMessage, "method" | "headers">,
  path: string,
  rules: RequestRules,
): Rejection | null {
  const { headers } = request;
  const method = request.method ?? "";
  if (!KNOWN_METHODS.has(method))
    return { status: 405, sentence: "This address does not understand that request." };
  if (!isHealthPath(path) && !isKnownHost(headers.host, rules))
    return { status: 421, sentence: "This server does not go by that name." };
  if (SAFE_METHODS.has(method)) return null;

  // A form on another site would act in the name of whoever is signed in here.
  if (headers.origin !== undefined && !isOwnOrigin(headers, rules))
    return { status: 403, sentence: "This request came from another site." };
  if (headers["transfer-encoding"] !== undefined || headers["content-length"] === undefined)
    return { status: 411, sentence: "The request has to say how long it is." };
  if (Number(headers["content-length"]) > MAX_BODY_BYTES)
    return { status: 413, sentence: "That is too large to be sent at once." };
  return null;
}
