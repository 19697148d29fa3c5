/** What a request must satisfy before anything else looks at it. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isIP } from "node:net";
import os from "node:os";
import type { Rejection } from "./rejection";

/** Forms and actions are a few KiB; this is also the most that Next takes for an action. */
export const MAX_BODY_BYTES = 1024 * 1024;

export interface RequestRules {
  /** The one host people use; null in local mode, where there are several. */
  readonly appHost: string | null;
  /** Every origin a page of ours is known to have. */
  readonly origins: readonly string[];
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const KNOWN_METHODS = new Set([...SAFE_METHODS, "POST"]);

/** A balancer or a collector of figures knows us by our number, or by a name of its own network. */
function isForMachines(path: string): boolean {
  return path === "/health/live" || path === "/health/ready" || path === "/metrics";
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

/**
 * Whether a request says one thing only about what it wants and of whom. A second `Host`, or one in
 * the target (`GET http://elsewhere/ HTTP/1.1`), would be read by one of us and checked by another.
 */
export function isUnambiguous({ url, rawHeaders }: Asked): boolean {
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === "host");
  return hosts.length <= 1 && url !== undefined && /^\/(?![/\\])/.test(url);
}

type Asked = Pick<IncomingMessage, "url" | "rawHeaders">;

/** @returns why the request is not answered, or null */
export function rejectRequest(
  request: Pick<IncomingMessage, "method" | "headers"> & Asked,
  path: string,
  rules: RequestRules,
): Rejection | null {
  const { headers } = request;
  const method = request.method ?? "";
  if (!isUnambiguous(request))
    return { status: 400, sentence: "This request cannot be understood." };
  if (!KNOWN_METHODS.has(method))
    return { status: 405, sentence: "This address does not understand that request." };
  if (!isForMachines(path) && !isKnownHost(headers.host, rules))
    return { status: 421, sentence: "This server does not go by that name." };
  if (SAFE_METHODS.has(method)) return null;

  // A form on another site would act in the name of whoever is signed in here. Every browser says
  // where a form comes from, so one that says nothing is not from a page of ours either.
  if (!isOwnOrigin(headers, rules))
    return { status: 403, sentence: "This request came from another site." };
  if (headers["transfer-encoding"] !== undefined || headers["content-length"] === undefined)
    return { status: 411, sentence: "The request has to say how long it is." };
  if (Number(headers["content-length"]) > MAX_BODY_BYTES)
    return { status: 413, sentence: "That is too large to be sent at once." };
  return null;
}
