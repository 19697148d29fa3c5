/** Sign-ins: one row per browser that is signed in. A cookie is worth nothing without its row. */
import { SignInId, type UserId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import type { Db } from "./client";

export interface NewSignIn {
  id: SignInId;
  userId: UserId;
  expiresAt: Date;
}

/** Stores a sign-in, and clears the same person's that have run out. */
export async function insertSignIn(db: Db, signIn: NewSignIn): Promise<void> {
  await db.$transaction([
    db.signIn.deleteMany({ where: { userId: signIn.userId, expiresAt: { lt: new Date() } } }),
    db.signIn.create({ data: signIn }),
  ]);
}

interface ViewerRow {
  id: UserId;
  name: string;
  email: string | null;
  is_admin: boolean;
  is_coach: boolean;
}

/** The person behind a sign-in that is neither revoked nor expired. */
export async function findViewer(db: Db, id: SignInId): Promise<Viewer | null> {
  // In SQL: every page and every connection asks this, and it is one round trip then.
  const [user] = await db.$queryRaw<ViewerRow[]>`
    SELECT u.id, u.name, u.email, u.is_admin, u.is_coach FROM sign_ins s JOIN users u ON u.id = s.user_id
    WHERE s.id = ${id}::uuid AND s.revoked_at IS NULL AND s.expires_at > now()`;
  if (!user) return null;
  return {
    userId: user.id,
    name: user.name,
    isGuest: user.email === null,
    isAdmin: user.is_admin,
    isCoach: user.is_coach,
    signInId: id,
  };
}

export async function revokeSignIn(db: Db, id: SignInId): Promise<void> {
  await db.signIn.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}

/** @returns the sign-ins that counted until now */
export async function revokeSignInsOf(
  db: Db,
  userId: UserId,
  except?: SignInId,
): Promise<SignInId[]> {
  const rows = await db.signIn.updateManyAndReturn({
    where: { userId, revokedAt: null, ...(except && { NOT: { id: except } }) },
    data: { revokedAt: new Date() },
    select: { id: true },
  });
  return rows.map((row) => SignInId.parse(row.id));
}

/**
 * Sets a new password and revokes the person's sign-ins, all but one, in one step:
 * whoever knew the old password is out the moment it stops working.
 */
export async function replacePassword(
  db: Db,
  userId: UserId,
  passwordHash: string,
  except?: SignInId,
): Promise<SignInId[]> {
  const [, rows] = await db.$transaction([
    db.user.updateMany({ where: { id: userId }, data: { passwordHash } }),
    db.signIn.updateManyAndReturn({
      where: { userId, revokedAt: null, ...(except && { NOT: { id: except } }) },
      data: { revokedAt: new Date() },
      select: { id: true },
    }),
    // A link that was printed for the old password has no use any more.
    db.resetLink.deleteMany({ where: { userId, usedAt: null } }),
  ]);
  return rows.map((row) => SignInId.parse(row.id));
}
