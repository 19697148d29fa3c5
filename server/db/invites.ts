import { z } from "zod";
import { InterviewId, type InviteId, type UserId } from "@/lib/domain/ids";
import { InviteRole, MAX_INTERVIEWERS, MAX_OBSERVERS, ParticipantRole } from "@/lib/domain/roles";
import type { Db } from "./client";
import type { NewInvite } from "./interviews";

export interface InviteRecord {
  id: InviteId;
  interviewId: InterviewId;
  role: InviteRole;
  tokenHash: Uint8Array;
  expiresAt: Date;
}

/** The links of an interview that still work, oldest first. */
export async function findOpenInvites(db: Db, interviewId: InterviewId): Promise<InviteRecord[]> {
  const rows = await db.invite.findMany({
    where: { interviewId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "asc" },
  });
  return rows.map((row) => ({
    id: row.id as InviteId,
    interviewId,
    role: InviteRole.parse(row.role),
    tokenHash: row.tokenHash,
    expiresAt: row.expiresAt,
  }));
}

export async function findInviteByHash(
  db: Db,
  tokenHash: Uint8Array,
): Promise<{ interviewId: InterviewId; role: InviteRole } | null> {
  const row = await db.invite.findUnique({ where: { tokenHash: Uint8Array.from(tokenHash) } });
  if (!row || row.revokedAt || row.expiresAt <= new Date()) return null;
  return { interviewId: row.interviewId as InterviewId, role: InviteRole.parse(row.role) };
}

/** Revokes every open link of a role and puts a new one in its place, in one step. */
export async function replaceInvites(
  db: Db,
  interviewId: InterviewId,
  role: InviteRole,
  replacement: NewInvite | null,
): Promise<void> {
  const revoke = db.invite.updateMany({
    where: { interviewId, role, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (!replacement) {
    await revoke;
    return;
  }
  const create = db.invite.create({
    data: {
      ...replacement,
      interviewId,
      tokenHash: Uint8Array.from(replacement.tokenHash),
    },
  });
  await db.$transaction([revoke, create]);
}

const Accepted = z
  .array(
    z.object({
      outcome: z.enum(["joined", "already", "other-role", "taken", "full", "ended", "not-found"]),
      interview_id: InterviewId.nullable(),
      number: z.int().nullable(),
      role: ParticipantRole.nullable(),
    }),
  )
  .length(1);

export interface AcceptedInvite {
  outcome: z.infer<typeof Accepted>[number]["outcome"];
  interviewId: InterviewId | null;
  /** The role held now: the link's, or for `other-role` the one held before. */
  role: ParticipantRole | null;
}

/**
 * Takes a seat by a join link. One statement under the interview's lock, so that of
 * two people pressing at once one becomes the candidate and the other hears `taken`.
 */
export async function acceptInvite(
  db: Db,
  tokenHash: Uint8Array,
  userId: UserId,
): Promise<AcceptedInvite> {
  const rows = Accepted.parse(
    await db.$queryRaw`SELECT * FROM accept_invite(
      ${Uint8Array.from(tokenHash)}::bytea, ${userId}::uuid, ${MAX_INTERVIEWERS}::int, ${MAX_OBSERVERS}::int)`,
  );
  const row = rows[0];
  if (!row) throw new Error("accept_invite always answers.");
  return { outcome: row.outcome, interviewId: row.interview_id, role: row.role };
}
