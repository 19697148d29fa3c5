import type { ContentItem, ContentKind } from "@/lib/domain/content/content-item";
import type { Db } from "./client";
import type { Prisma } from "./generated/client";

/** Thrown when a body differs from what is stored under the same version. */
export class ContentChangedError extends Error {
  override readonly name = "ContentChangedError";

  constructor(changed: readonly Pick<ContentItem, "kind" | "id" | "version">[]) {
    super(
      changed
        .map(
          ({ kind, id, version }) =>
            `The ${kind} "${id}" is not what is stored as its version ${version}. ` +
            `Raise its version to ${version + 1}: interviews keep the version they started with.`,
        )
        .join("\n"),
    );
  }
}

/**
 * Stores every version that is not stored yet. A stored version never changes;
 * the table's key decides, so several processes may do this at once.
 *
 * @throws ContentChangedError when a body was changed and its version was not
 */
export async function storeContentVersions(
  db: Db,
  { items }: { items: readonly ContentItem[] },
): Promise<void> {
  await db.contentVersion.createMany({
    // The bodies came out of a parse and are plain JSON; Prisma's type only knows index signatures.
    data: items.map((item) => ({ ...item, body: item.body as unknown as Prisma.InputJsonObject })),
    skipDuplicates: true,
  });
  const stored = await db.contentVersion.findMany({
    where: { OR: items.map(({ kind, id, version }) => ({ kind, id, version })) },
    select: { kind: true, id: true, version: true, hash: true },
  });
  const hashes = new Map(stored.map((row) => [keyOf(row), row.hash]));
  const changed = items.filter((item) => hashes.get(keyOf(item)) !== item.hash);
  if (changed.length > 0) throw new ContentChangedError(changed);
}

/** @returns null when that version was never stored; `body` still needs its schema */
export async function findContentVersion(
  db: Db,
  kind: ContentKind,
  id: string,
  version: number,
): Promise<{ hash: string; body: unknown } | null> {
  return db.contentVersion.findUnique({
    where: { kind_id_version: { kind, id, version } },
    select: { hash: true, body: true },
  });
}

function keyOf({ kind, id, version }: { kind: string; id: string; version: number }): string {
  return `${kind}/${id}/${version}`;
}
