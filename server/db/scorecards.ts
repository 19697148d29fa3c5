import { z } from "zod";
import type { InterviewId, ParticipantNumber } from "@/lib/domain/ids";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { CardKind, Scorecard, ScorecardDraft } from "@/lib/domain/scorecard";
import type { Db } from "./client";
import { storableJson } from "./storable-json";

export interface CardRecord {
  author: number;
  kind: CardKind;
  draft: ScorecardDraft;
  draftedAt: Date;
  card: Scorecard | null;
  submittedAt: Date | null;
}

export async function findCards(db: Db, interviewId: InterviewId): Promise<CardRecord[]> {
  const rows = await db.scorecard.findMany({
    where: { interviewId },
    orderBy: { author: "asc" },
  });
  return rows.map((row) => ({
    author: row.author,
    kind: CardKind.parse(row.kind),
    draft: ScorecardDraft.parse(row.draft),
    draftedAt: row.draftedAt,
    card: row.card === null ? null : Scorecard.parse(row.card),
    submittedAt: row.submittedAt,
  }));
}

/** Participants who have submitted; what they wrote is not read. */
export async function findSubmitted(db: Db, interviewId: InterviewId): Promise<number[]> {
  const rows = await db.scorecard.findMany({
    where: { interviewId, submittedAt: { not: null } },
    select: { author: true },
    orderBy: { author: "asc" },
  });
  return rows.map((row) => row.author);
}

/**
 * Keeps a draft. A submitted card is final: the statement itself leaves it alone,
 * so a late autosave of another tab cannot touch it.
 */
export async function saveDraft(
  db: Db,
  interviewId: InterviewId,
  author: ParticipantNumber,
  kind: CardKind,
  draft: ScorecardDraft,
): Promise<Result<{ draftedAt: Date }, "already-submitted">> {
  const rows = z.array(z.object({ drafted_at: z.date() })).parse(
    await db.$queryRaw`
      INSERT INTO scorecards AS s (interview_id, author, kind, draft, drafted_at)
      VALUES (${interviewId}::uuid, ${author}::smallint, ${kind}, ${storableJson(draft)}::jsonb, now())
      ON CONFLICT (interview_id, author) DO UPDATE
        SET kind = excluded.kind, draft = excluded.draft, drafted_at = excluded.drafted_at
        WHERE s.submitted_at IS NULL
      RETURNING s.drafted_at`,
  );
  const row = rows[0];
  return row ? ok({ draftedAt: row.drafted_at }) : refuse("already-submitted");
}

/**
 * Stores the author's scorecard. It is final: one per author and interview, decided
 * by the statement and not by a prior read, so two tabs submitting at once cannot
 * both succeed.
 *
 * @returns `submittedAt` by the database's clock, or `already-submitted`
 */
export async function submitCard(
  db: Db,
  interviewId: InterviewId,
  author: ParticipantNumber,
  kind: CardKind,
  card: Scorecard,
): Promise<Result<{ submittedAt: Date }, "already-submitted">> {
  const body = storableJson(card);
  const rows = z.array(z.object({ submitted_at: z.date() })).parse(
    await db.$queryRaw`
      INSERT INTO scorecards AS s (interview_id, author, kind, draft, card, drafted_at, submitted_at)
      VALUES (${interviewId}::uuid, ${author}::smallint, ${kind}, ${body}::jsonb, ${body}::jsonb, now(), now())
      ON CONFLICT (interview_id, author) DO UPDATE
        SET kind = excluded.kind, draft = excluded.draft, card = excluded.card,
          submitted_at = excluded.submitted_at
        WHERE s.submitted_at IS NULL
      RETURNING s.submitted_at`,
  );
  const row = rows[0];
  return row ? ok({ submittedAt: row.submitted_at }) : refuse("already-submitted");
}
