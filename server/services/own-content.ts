/** Our own content as those who write it see it: all of it, drafts included, whoever began them. */
import type { ContentKind } from "@/lib/domain/content/content-item";
import type { OwnItemId, OwnKind } from "@/lib/domain/content/own-content";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { insertCaseUnlock } from "../db/case-unlocks";
import {
  findOwnDraft,
  findOwnText,
  listOwnRecords,
  type OwnDraft,
  type OwnRecord,
} from "../db/own-content";
import { mayHere } from "./authorize";
import { choosableContent } from "./content-registry";
import { liveContext, type ServiceContext } from "./context";

/** Whoever may not write content is not told that there is any. */
export function mayWriteContent(viewer: Viewer | null): boolean {
  return mayHere(viewer, "content:write");
}

/** The last that was changed first. */
export async function listOwnContent(
  viewer: Viewer,
  context: ServiceContext = liveContext(),
): Promise<Result<OwnRecord[], "not-found">> {
  if (!mayWriteContent(viewer)) return refuse("not-found");
  return ok(await listOwnRecords(context.db));
}

/**
 * Opens a draft for writing. A case's draft holds its interviewer's half, so the published case counts
 * as opened by whoever was here.
 */
export async function openOwnDraft(
  viewer: Viewer,
  itemId: OwnItemId,
  context: ServiceContext = liveContext(),
): Promise<Result<OwnDraft, "not-found">> {
  if (!mayWriteContent(viewer)) return refuse("not-found");
  const draft = await findOwnDraft(context.db, itemId);
  if (!draft) return refuse("not-found");
  if (draft.kind === "case" && draft.contentId !== null)
    await insertCaseUnlock(context.db, viewer.userId, draft.contentId);
  return ok(draft);
}

/** The draft as a file, or a published version of it. */
export async function exportOwnText(
  viewer: Viewer,
  itemId: OwnItemId,
  version: number | null,
  context: ServiceContext = liveContext(),
): Promise<Result<{ name: string; text: string }, "not-found">> {
  const opened = await openOwnDraft(viewer, itemId, context);
  if (!opened.ok) return opened;
  const { kind, contentId, draft } = opened.value;
  const text = version === null ? draft : await findOwnText(context.db, itemId, version);
  if (text === null) return refuse("not-found");
  // Ids are lower-case words, so a name made of one needs no quoting; a draft's may be anything.
  const base = contentId ?? `draft-${kind}`;
  return ok({ name: version === null ? `${base}.yaml` : `${base}.v${version}.yaml`, text });
}

export interface CopySource {
  kind: OwnKind;
  id: string;
  title: string;
}

/** What a new draft can be a copy of: everything that is offered, shipped or our own. */
export async function listCopySources(
  viewer: Viewer,
  context: ServiceContext = liveContext(),
): Promise<Result<CopySource[], "not-found">> {
  if (!mayWriteContent(viewer)) return refuse("not-found");
  const { cases, frameworks, rubrics } = await choosableContent(context);
  const source = (kind: ContentKind, id: string, title: string): CopySource => ({
    kind,
    id,
    title,
  });
  return ok([
    ...[...cases.values()].map(({ id, title }) => source("case", id, title)),
    ...[...frameworks.values()].map(({ id, name }) => source("framework", id, name)),
    ...[...rubrics.values()].map(({ id, name }) => source("rubric", id, name)),
  ]);
}
