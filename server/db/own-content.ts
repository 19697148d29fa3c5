/** Content written on this installation: drafts, and the texts of what was published of them. */
import { z } from "zod";
import type { ContentItem, ContentKind } from "@/lib/domain/content/content-item";
import { MAX_OWN_ITEMS, OwnItemId, OwnKind } from "@/lib/domain/content/own-content";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Db } from "./client";
import type { Prisma } from "./generated/client";
import { isUniqueViolation } from "./unique-violation";

const OwnRow = z.object({
  id: OwnItemId,
  kind: OwnKind,
  title: z.string(),
  /** Null before the first version. */
  contentId: z.string().nullable(),
  publishedVersion: z.int().nullable(),
  isWithdrawn: z.boolean(),
  /** The draft is not what was published last. */
  hasChanges: z.boolean(),
  updatedAt: z.date(),
});
export type OwnRecord = z.infer<typeof OwnRow>;

export async function listOwnRecords(db: Db): Promise<OwnRecord[]> {
  // Texts are compared where they are: a list needs none of them.
  return z.array(OwnRow).parse(
    await db.$queryRaw`
      SELECT o.id::text, o.kind, o.title, o.content_id AS "contentId",
             o.published_version AS "publishedVersion",
             o.withdrawn_at IS NOT NULL AS "isWithdrawn",
             v.text IS DISTINCT FROM o.draft AS "hasChanges",
             o.updated_at AS "updatedAt"
        FROM own_content o
        LEFT JOIN own_content_versions v ON v.item_id = o.id AND v.version = o.published_version
       ORDER BY o.updated_at DESC, o.id`,
  );
}

export interface OwnVersion {
  version: number;
  publishedAt: Date;
}

export interface OwnDraft extends OwnRecord {
  draft: string;
  revision: number;
  /** Newest first. */
  versions: OwnVersion[];
}

export async function findOwnDraft(db: Db, id: OwnItemId): Promise<OwnDraft | null> {
  const row = await db.ownContent.findUnique({
    where: { id },
    include: { versions: { orderBy: { version: "desc" } } },
  });
  if (!row) return null;
  const published = row.versions.find(({ version }) => version === row.publishedVersion);
  return {
    id,
    kind: OwnKind.parse(row.kind),
    title: row.title,
    contentId: row.contentId,
    publishedVersion: row.publishedVersion,
    isWithdrawn: row.withdrawnAt !== null,
    hasChanges: published?.text !== row.draft,
    updatedAt: row.updatedAt,
    draft: row.draft,
    revision: row.revision,
    versions: row.versions.map(({ version, publishedAt }) => ({ version, publishedAt })),
  };
}

export async function insertOwnDraft(
  db: Db,
  item: { id: OwnItemId; kind: OwnKind; title: string; draft: string },
): Promise<Result<null, "too-many">> {
  const stored = await db.$executeRaw`
    INSERT INTO own_content (id, kind, title, draft)
    SELECT ${item.id}::uuid, ${item.kind}, ${item.title}, ${item.draft}
     WHERE (SELECT count(*) FROM own_content) < ${MAX_OWN_ITEMS}`;
  return stored === 1 ? ok(null) : refuse("too-many");
}

/** @returns false when the draft is not the one that was opened: somebody has saved it since */
export async function updateOwnDraft(
  db: Db,
  id: OwnItemId,
  revision: number,
  { title, draft }: { title: string; draft: string },
): Promise<boolean> {
  const { count } = await db.ownContent.updateMany({
    where: { id, revision },
    data: { title, draft, revision: revision + 1, updatedAt: new Date() },
  });
  return count === 1;
}

/** Deletes an item of which nothing was ever published; interviews may refer to anything else. */
export async function deleteUnpublished(db: Db, id: OwnItemId): Promise<boolean> {
  const { count } = await db.ownContent.deleteMany({ where: { id, publishedVersion: null } });
  return count === 1;
}

export async function setWithdrawn(db: Db, id: OwnItemId, isWithdrawn: boolean): Promise<void> {
  await db.ownContent.updateMany({
    where: { id, publishedVersion: { not: null } },
    data: { withdrawnAt: isWithdrawn ? new Date() : null },
  });
}

export interface Publication {
  itemId: OwnItemId;
  /** Of the draft that was read. */
  revision: number;
  title: string;
  text: string;
  item: ContentItem;
}

/**
 * Stores the next version beside those before it, and makes it the one that is offered. Decided by
 * the row's revision and by the tables' keys, so that of two who publish at once one does.
 */
export async function insertPublication(
  db: Db,
  { itemId, revision, title, text, item }: Publication,
): Promise<Result<null, "stale" | "id-taken">> {
  try {
    return await db.$transaction(async (tx) => {
      const { count } = await tx.ownContent.updateMany({
        where: { id: itemId, revision },
        data: {
          contentId: item.id,
          publishedVersion: item.version,
          withdrawnAt: null,
          title,
          draft: text,
          revision: revision + 1,
          updatedAt: new Date(),
        },
      });
      if (count !== 1) return refuse("stale");
      await tx.contentVersion.create({
        // The body came out of a parse and is plain JSON; Prisma's type only knows index signatures.
        data: { ...item, body: item.body as unknown as Prisma.InputJsonObject },
      });
      await tx.ownContentVersion.create({ data: { itemId, version: item.version, text } });
      return ok(null);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("id-taken");
    throw error;
  }
}

export async function findOwnText(
  db: Db,
  itemId: OwnItemId,
  version: number,
): Promise<string | null> {
  const row = await db.ownContentVersion.findUnique({
    where: { itemId_version: { itemId, version } },
    select: { text: true },
  });
  return row?.text ?? null;
}

export async function isPublishedId(db: Db, kind: OwnKind, contentId: string): Promise<boolean> {
  return (await db.ownContent.count({ where: { kind, contentId } })) > 0;
}

const OfferedRow = z.object({
  kind: OwnKind,
  id: z.string(),
  version: z.int(),
  /** The same for the same body, whatever it is called. */
  hash: z.string(),
});
export type OfferedVersion = z.infer<typeof OfferedRow>;

/** The newest version of everything that is published and not withdrawn. */
export async function listOffered(db: Db): Promise<OfferedVersion[]> {
  return z.array(OfferedRow).parse(
    await db.$queryRaw`
      SELECT v.kind, v.id, v.version, v.hash
        FROM own_content o
        JOIN content_versions v
          ON v.kind = o.kind AND v.id = o.content_id AND v.version = o.published_version
       WHERE o.withdrawn_at IS NULL
       ORDER BY v.kind, v.id`,
  );
}

/** Bodies of these versions, to be parsed by their schemas. */
export async function findBodies(
  db: Db,
  versions: readonly OfferedVersion[],
): Promise<{ kind: ContentKind; hash: string; body: unknown }[]> {
  const rows = await db.contentVersion.findMany({
    where: { OR: versions.map(({ kind, id, version }) => ({ kind, id, version })) },
    select: { kind: true, hash: true, body: true },
  });
  return rows.map((row) => ({ ...row, kind: OwnKind.parse(row.kind) }));
}
