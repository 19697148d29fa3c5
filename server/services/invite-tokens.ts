/**
 * Tokens of join links: 256 bit, stored as a hash only.
 *
 * A token is an HMAC of the link's id under the server's secret. The server can
 * therefore show the same link again to those who may copy it, while the database
 * alone gives no working link away.
 */
import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { InviteRole } from "@/lib/domain/roles";
import type { NewInvite } from "../db/interviews";
import type { InviteRecord } from "../db/invites";

/** A link that was mailed for next week still works; one from last season does not. */
export const INVITE_LIFETIME_MS = 30 * 24 * 60 * 60_000;

/** 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

function tokenFor(secret: string, inviteId: string): string {
  return createHmac("sha256", secret).update(`invite:${inviteId}`).digest("base64url");
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** A new link; it works from now until 30 days after `from` (the planned start, if that is later). */
export function newInvite(secret: string, role: InviteRole, from: Date): NewInvite {
  const id = randomUUID();
  return {
    id,
    role,
    tokenHash: hashOf(tokenFor(secret, id)),
    expiresAt: new Date(Math.max(from.getTime(), Date.now()) + INVITE_LIFETIME_MS),
  };
}

/** The token of a stored link, or null when the secret has changed since: then it must be made anew. */
export function tokenOf(secret: string, invite: InviteRecord): string | null {
  const token = tokenFor(secret, invite.id);
  const hash = hashOf(token);
  return hash.byteLength === invite.tokenHash.byteLength && timingSafeEqual(hash, invite.tokenHash)
    ? token
    : null;
}

/** The hash to look a link up by, or null when the text cannot be a token. */
export function tokenHash(token: string): Buffer | null {
  return TOKEN.test(token) ? hashOf(token) : null;
}
