/** Publishing our own content: a version that never changes again, for interviews from now on. */
import { type ContentChange, contentChanges } from "@/lib/domain/content/content-changes";
import { type ContentItem, contentSchemas } from "@/lib/domain/content/content-item";
import type { OwnItemId, TextProblem } from "@/lib/domain/content/own-content";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { contentHash } from "../content/content-hash";
import { withVersion } from "../content/edit-yaml-text";
import { insertCaseUnlock } from "../db/case-unlocks";
import { findContentVersion } from "../db/content-versions";
import {
  findOwnDraft,
  insertPublication,
  isPublishedId,
  type OwnDraft,
  setWithdrawn,
} from "../db/own-content";
import { liveContext, type ServiceContext } from "./context";
import { mayWriteContent, openOwnDraft } from "./own-content";
import { examineText } from "./own-content-checks";

export interface PublicationPreview {
  draft: OwnDraft;
  /** While there are any, nothing is published. */
  problems: readonly TextProblem[];
  nextVersion: number;
  /** Against the version before; empty for the first, and when nothing an interview reads differs. */
  changes: readonly ContentChange[];
}

/** What publishing the draft would do. */
export async function previewPublication(
  viewer: Viewer,
  itemId: OwnItemId,
  context: ServiceContext = liveContext(),
): Promise<Result<PublicationPreview, "not-found">> {
  const opened = await openOwnDraft(viewer, itemId, context);
  if (!opened.ok) return opened;
  const draft = opened.value;
  const nextVersion = (draft.publishedVersion ?? 0) + 1;
  const { body } = examineText(draft, draft.draft, context);
  if (!body.ok) return ok({ draft, problems: body.code, nextVersion, changes: [] });
  const before = await publishedBody(draft, context);
  const changes = before === null ? [] : contentChanges(before, body.value);
  return ok({ draft, problems: [], nextVersion, changes });
}

export type PublishRefusal = "not-found" | "stale" | "wrong" | "unchanged" | "id-taken";

/**
 * Makes the draft the next version. Interviews that exist keep the version they have.
 *
 * @param revision of the draft that was looked at; another one by now is `stale`
 */
export async function publishOwn(
  viewer: Viewer,
  itemId: OwnItemId,
  revision: number,
  context: ServiceContext = liveContext(),
): Promise<Result<{ version: number }, PublishRefusal>> {
  const opened = await openOwnDraft(viewer, itemId, context);
  if (!opened.ok) return opened;
  const draft = opened.value;
  if (draft.revision !== revision) return refuse("stale");
  const version = (draft.publishedVersion ?? 0) + 1;
  const text = withVersion(draft.draft, version);
  const { title, body: read } = examineText(draft, text, context);
  if (!read.ok) return refuse("wrong");
  const before = await publishedBody(draft, context);
  if (before !== null && contentChanges(before, read.value).length === 0)
    return refuse("unchanged");
  if (draft.contentId === null && (await isPublishedId(context.db, draft.kind, read.value.id)))
    return refuse("id-taken");
  const body = { ...read.value, version };
  const stored = await insertPublication(context.db, {
    itemId,
    revision,
    title,
    text,
    // Kind and body come from one reader.
    item: { kind: draft.kind, id: body.id, version, hash: contentHash(body), body } as ContentItem,
  });
  if (!stored.ok) return stored;
  // From now on there is a case to have opened, and whoever publishes it has read it.
  if (draft.kind === "case") await insertCaseUnlock(context.db, viewer.userId, body.id);
  return ok({ version });
}

/** Withdrawn content is not offered to new interviews; those that have it keep it. */
export async function withdrawOwn(
  viewer: Viewer,
  itemId: OwnItemId,
  isWithdrawn: boolean,
  context: ServiceContext = liveContext(),
): Promise<Result<null, "not-found">> {
  if (!mayWriteContent(viewer)) return refuse("not-found");
  const draft = await findOwnDraft(context.db, itemId);
  if (!draft || draft.publishedVersion === null) return refuse("not-found");
  await setWithdrawn(context.db, itemId, isWithdrawn);
  return ok(null);
}

async function publishedBody(
  { kind, contentId, publishedVersion }: OwnDraft,
  { db }: ServiceContext,
): Promise<unknown> {
  if (contentId === null || publishedVersion === null) return null;
  const found = await findContentVersion(db, kind, contentId, publishedVersion);
  if (!found) return null;
  // As this release reads it: a field that has a default by now is no change of anybody's.
  const parsed = contentSchemas[kind].safeParse(found.body);
  return parsed.success ? parsed.data : found.body;
}
