import { z } from "zod";
import { SignInId, UserId } from "@/lib/domain/ids";
import type { Db } from "./client";

export interface NewResetLink {
  id: string;
  userId: UserId;
  tokenHash: Uint8Array;
  expiresAt: Date;
}

/** Stores a link and ends the person's earlier ones: the newest is the one that works. */
export async function insertResetLink(db: Db, link: NewResetLink): Promise<void> {
  await db.$transaction([
    db.resetLink.deleteMany({ where: { userId: link.userId } }),
    db.resetLink.create({ data: { ...link, tokenHash: Uint8Array.from(link.tokenHash) } }),
  ]);
}

/** Whether a link can still be used; looking does not use it up. */
export async function isResetLinkOpen(db: Db, tokenHash: Uint8Array, now: Date): Promise<boolean> {
  const row = await db.resetLink.findFirst({
    where: { tokenHash: Uint8Array.from(tokenHash), usedAt: null, expiresAt: { gt: now } },
    select: { id: true },
  });
  return row !== null;
}

const Used = z.array(z.object({ user_id: UserId, sign_ins: z.array(SignInId) })).max(1);

/**
 * Uses a link up: sets the password and revokes every sign-in of the person. One
 * statement, so that of two tabs that send at once one succeeds.
 *
 * @returns null for a link that is unknown, used or expired
 */
export async function spendResetLink(
  db: Db,
  tokenHash: Uint8Array,
  passwordHash: string,
  now: Date,
): Promise<{ userId: UserId; revoked: SignInId[] } | null> {
  const rows = Used.parse(
    await db.$queryRaw`
      WITH used AS (
        UPDATE reset_links SET used_at = ${now}::timestamptz
         WHERE token_hash = ${Uint8Array.from(tokenHash)}::bytea AND used_at IS NULL AND expires_at > ${now}::timestamptz
        RETURNING user_id
      ), changed AS (
        UPDATE users SET password_hash = ${passwordHash} FROM used WHERE users.id = used.user_id
      ), revoked AS (
        UPDATE sign_ins SET revoked_at = ${now}::timestamptz FROM used
         WHERE sign_ins.user_id = used.user_id AND sign_ins.revoked_at IS NULL
        RETURNING sign_ins.id
      )
      SELECT user_id, ARRAY(SELECT id::text FROM revoked) AS sign_ins FROM used`,
  );
  const row = rows[0];
  return row ? { userId: row.user_id, revoked: row.sign_ins } : null;
}
