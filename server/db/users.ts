import type { UserId } from "@/lib/domain/ids";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Db } from "./client";
import { isUniqueViolation } from "./unique-violation";

export interface AccountRecord {
  id: UserId;
  name: string;
  /** Null only for rows that are not accounts. */
  passwordHash: string | null;
}

export async function insertGuest(db: Db, guest: { id: UserId; name: string }): Promise<void> {
  await db.user.create({ data: guest });
}

/**
 * Stores a new account, unless the address has one. Decided by the table's unique
 * key, so that two sign-ups at once make one account.
 */
export async function insertAccount(
  db: Db,
  account: { id: UserId; name: string; email: string; passwordHash: string },
): Promise<Result<null, "email-taken">> {
  const { count } = await db.user.createMany({ data: [account], skipDuplicates: true });
  return count === 1 ? ok(null) : refuse("email-taken");
}

/** Gives a guest an address and a password; the id stays. */
export async function turnGuestIntoAccount(
  db: Db,
  userId: UserId,
  account: { email: string; passwordHash: string },
): Promise<Result<null, "email-taken" | "not-a-guest">> {
  try {
    const { count } = await db.user.updateMany({
      where: { id: userId, email: null },
      data: account,
    });
    return count === 1 ? ok(null) : refuse("not-a-guest");
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("email-taken");
    throw error;
  }
}

export async function findAccountByEmail(db: Db, email: string): Promise<AccountRecord | null> {
  const row = await db.user.findUnique({
    where: { email },
    select: { id: true, name: true, passwordHash: true },
  });
  return row && { ...row, id: row.id as UserId };
}

export async function findAccount(
  db: Db,
  userId: UserId,
): Promise<{ name: string; email: string | null; passwordHash: string | null } | null> {
  return db.user.findUnique({
    where: { id: userId },
    select: { name: true, email: true, passwordHash: true },
  });
}

export async function renameUser(db: Db, userId: UserId, name: string): Promise<void> {
  await db.user.updateMany({ where: { id: userId }, data: { name } });
}

/** @returns false when nobody has an account with this address */
export async function updateRank(
  db: Db,
  email: string,
  flags: { isCoach: boolean; isAdmin: boolean },
): Promise<boolean> {
  const { count } = await db.user.updateMany({ where: { email }, data: flags });
  return count === 1;
}
