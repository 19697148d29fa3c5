/**
 * How often somebody may try. Counted in the database, so that it holds over restarts and nodes.
 *
 * Each limit is generous to a person and useless to a machine: at 20 guesses in a quarter of an
 * hour the thousand commonest passwords take half a day, and everybody sees it in the log.
 */
import { createHash } from "node:crypto";
import { isIPv4 } from "node:net";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Db } from "../db/client";
import { countAttempt, forgetAttempts } from "../db/throttles";

const MINUTE_MS = 60_000;

export interface Limit {
  name: string;
  attempts: number;
  windowMs: number;
}

/** Somebody trying all their usual passwords needs about ten. */
export const SIGN_INS_PER_ACCOUNT: Limit = {
  name: "sign-in:account",
  attempts: 20,
  windowMs: 15 * MINUTE_MS,
};
/** A class of thirty behind one address signs in at nine o'clock, and some mistype. */
export const SIGN_INS_PER_ADDRESS: Limit = {
  name: "sign-in:address",
  attempts: 100,
  windowMs: 15 * MINUTE_MS,
};
/** The same class, opening accounts. Each probe for an existing address costs one of these. */
export const SIGN_UPS_PER_ADDRESS: Limit = {
  name: "sign-up:address",
  attempts: 40,
  windowMs: 60 * MINUTE_MS,
};
/** A guest is one row; this keeps a script from making a million. */
export const GUESTS_PER_ADDRESS: Limit = {
  name: "guest:address",
  attempts: 120,
  windowMs: 60 * MINUTE_MS,
};
/** A person picks an address once or twice; more is somebody looking for addresses we know. */
export const ACCOUNTS_PER_GUEST: Limit = {
  name: "save:user",
  attempts: 5,
  windowMs: 60 * MINUTE_MS,
};
/** Whoever sits down at an unlocked computer must not try passwords all day. */
export const PASSWORD_CHANGES_PER_USER: Limit = {
  name: "change-password:user",
  attempts: 10,
  windowMs: 15 * MINUTE_MS,
};

export type TooMany = "too-many";

/** Keys are hashes: the table holds neither who tried nor from where. */
function keyOf(limit: Limit, subject: string): string {
  return `${limit.name}:${createHash("sha256").update(subject).digest("base64url")}`;
}

/**
 * The part of an address that one person holds: IPv6 providers hand out whole /64 networks, so
 * counting single addresses would count nothing.
 */
export function networkOf(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(mapped) || !mapped.includes(":")) return mapped;
  const [head = "", tail = ""] = (mapped.split("%")[0] ?? "").toLowerCase().split("::");
  const front = head.split(":").filter(Boolean);
  const back = tail.split(":").filter(Boolean);
  const gap = mapped.includes("::") ? 8 - front.length - back.length : 0;
  const groups = [...front, ...Array<string>(Math.max(0, gap)).fill("0"), ...back];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/** Counts one attempt of `subject`, and refuses it when it is one too many. */
export async function attempt(
  db: Db,
  limit: Limit,
  subject: string,
  now: Date,
): Promise<Result<null, TooMany>> {
  const { count } = await countAttempt(db, keyOf(limit, subject), limit.windowMs, now);
  return count <= limit.attempts ? ok(null) : refuse("too-many");
}

/**
 * Counts one attempt from a network address. Null is this computer itself: there nobody is kept
 * out, since whoever sits at it can read the database as well.
 */
export async function attemptFrom(
  db: Db,
  limit: Limit,
  address: string | null,
  now: Date,
): Promise<Result<null, TooMany>> {
  return address === null ? ok(null) : attempt(db, limit, networkOf(address), now);
}

/** Begins anew, after an attempt that was right. */
export async function forgive(db: Db, limit: Limit, subject: string): Promise<void> {
  await forgetAttempts(db, keyOf(limit, subject));
}
