/** What an upgrade on the socket's address must satisfy before the socket server sees it. */
import type { IncomingMessage } from "node:http";
import { isOwnOrigin, type RequestRules } from "./check-request";
import type { Rejection } from "./rejection";

/** Sixteen random bytes in base64. */
const WEBSOCKET_KEY = /^[A-Za-z0-9+/]{22}==$/;

/**
 * Anything that is no handshake of ours is refused here, with the security headers; what the socket
 * server and its WebSocket library say to it has none.
 *
 * @returns why there will be no socket, or null
 */
export function rejectHandshake(
  request: Pick<IncomingMessage, "method" | "url" | "headers">,
  rules: RequestRules,
): Rejection | null {
  const { method, url, headers } = request;
  if (!isOwnOrigin(headers, rules))
    return { status: 403, sentence: "This request came from another site." };
  const query = new URLSearchParams(url?.split("?", 2)[1]);
  const isHandshake =
    method === "GET" &&
    query.getAll("transport").join() === "websocket" &&
    query.getAll("EIO").join() === "4" &&
    !query.has("sid") &&
    headers.upgrade?.toLowerCase() === "websocket" &&
    headers["sec-websocket-version"] === "13" &&
    WEBSOCKET_KEY.test(headers["sec-websocket-key"] ?? "");
  return isHandshake ? null : { status: 400, sentence: "This is not how a page of ours connects." };
}
