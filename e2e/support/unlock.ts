/** Somebody has opened the interviewer's material of a case, without the clicks. */
import type { Person } from "./cast";
import { withDatabase } from "./stored";

export async function unlock({ name }: Person, caseIds: readonly string[]): Promise<void> {
  await withDatabase(async (db) => {
    const { id: userId } = await db.user.findFirstOrThrow({
      where: { name },
      orderBy: { createdAt: "desc" },
    });
    await db.caseUnlock.createMany({ data: caseIds.map((caseId) => ({ userId, caseId })) });
  });
}
