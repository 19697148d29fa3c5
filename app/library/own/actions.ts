"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { CaseForm } from "@/lib/domain/content/case-form";
import { MAX_OWN_BYTES, OwnItemId, OwnKind } from "@/lib/domain/content/own-content";
import { type Result, refuse } from "@/lib/domain/result";
import { requireViewer } from "@/server/auth/viewer";
import {
  type CheckedText,
  checkOwnText,
  deleteOwnDraft,
  importOwnText,
  saveOwnDraft,
  startBlank,
  startCopy,
} from "@/server/services/own-content-drafts";
import { publishOwn, withdrawOwn } from "@/server/services/own-content-publishing";

const NOT_FOUND = refuse("not-found");

/** Longer ones are cut off at the limit of a call; the service says that it is too long. */
const Text = z.string().max(4 * MAX_OWN_BYTES);
const Written = z.object({ text: Text, form: CaseForm.nullable() });
const Revision = z.int().min(1);

/** Goes to the new draft; answers only when there is none. */
export async function startBlankAction(kind: unknown): Promise<Result<null, string>> {
  const viewer = await requireViewer();
  const parsed = OwnKind.safeParse(kind);
  if (!parsed.success) return NOT_FOUND;
  const started = await startBlank(viewer, parsed.data);
  if (!started.ok) return started;
  redirect(`/library/own/${started.value.itemId}`);
}

export async function startCopyAction(
  kind: unknown,
  contentId: unknown,
): Promise<Result<null, string>> {
  const viewer = await requireViewer();
  const parsed = OwnKind.safeParse(kind);
  if (!parsed.success || typeof contentId !== "string") return NOT_FOUND;
  const started = await startCopy(viewer, parsed.data, contentId);
  if (!started.ok) return started;
  redirect(`/library/own/${started.value.itemId}`);
}

/** @param kind null: the file says it */
export async function importTextAction(
  text: unknown,
  kind: unknown,
): Promise<Result<null, string>> {
  const viewer = await requireViewer();
  const parsed = z.tuple([Text, OwnKind.nullable()]).safeParse([text, kind]);
  if (!parsed.success) return NOT_FOUND;
  const started = await importOwnText(viewer, ...parsed.data);
  if (!started.ok) return started;
  redirect(`/library/own/${started.value.itemId}`);
}

/** Says what is wrong with a text as it is being written; keeps nothing. */
export async function checkTextAction(
  itemId: unknown,
  written: unknown,
): Promise<Result<CheckedText, string>> {
  const viewer = await requireViewer();
  const id = OwnItemId.safeParse(itemId);
  const parsed = Written.safeParse(written);
  if (!id.success || !parsed.success) return NOT_FOUND;
  return checkOwnText(viewer, id.data, parsed.data);
}

export async function saveDraftAction(
  itemId: unknown,
  written: unknown,
): Promise<Result<CheckedText & { revision: number }, string>> {
  const viewer = await requireViewer();
  const id = OwnItemId.safeParse(itemId);
  const parsed = Written.extend({ revision: Revision }).safeParse(written);
  if (!id.success || !parsed.success) return NOT_FOUND;
  const saved = await saveOwnDraft(viewer, id.data, parsed.data);
  if (saved.ok) revalidatePath("/library/own", "layout");
  return saved;
}

export async function deleteDraftAction(itemId: unknown): Promise<Result<null, string>> {
  const viewer = await requireViewer();
  const id = OwnItemId.safeParse(itemId);
  if (!id.success) return NOT_FOUND;
  const deleted = await deleteOwnDraft(viewer, id.data);
  if (!deleted.ok) return deleted;
  revalidatePath("/library/own");
  redirect("/library/own");
}

export async function publishAction(
  itemId: unknown,
  revision: unknown,
): Promise<Result<{ version: number }, string>> {
  const viewer = await requireViewer();
  const id = OwnItemId.safeParse(itemId);
  const parsed = Revision.safeParse(revision);
  if (!id.success || !parsed.success) return NOT_FOUND;
  const published = await publishOwn(viewer, id.data, parsed.data);
  if (published.ok) revalidatePath("/library", "layout");
  return published;
}

export async function withdrawAction(
  itemId: unknown,
  isWithdrawn: unknown,
): Promise<Result<null, string>> {
  const viewer = await requireViewer();
  const id = OwnItemId.safeParse(itemId);
  if (!id.success || typeof isWithdrawn !== "boolean") return NOT_FOUND;
  const done = await withdrawOwn(viewer, id.data, isWithdrawn);
  if (done.ok) revalidatePath("/library", "layout");
  return done;
}
