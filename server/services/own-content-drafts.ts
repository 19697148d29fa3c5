/** Beginning, saving and deleting drafts of our own content. A draft may be wrong; it is kept as written. */
import { randomUUID } from "node:crypto";
import type { CaseForm } from "@/lib/domain/content/case-form";
import {
  isTooLong,
  OWN_PREFIX,
  OwnItemId,
  type OwnKind,
  type TextProblem,
} from "@/lib/domain/content/own-content";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { blankText, textOf } from "../content/blank-text";
import { writeCaseForm } from "../content/case-form-text";
import { withId, withVersion } from "../content/edit-yaml-text";
import { isUnstorable, readUntrustedYaml } from "../content/read-untrusted-yaml";
import {
  deleteUnpublished,
  findOwnDraft,
  insertOwnDraft,
  isPublishedId,
  updateOwnDraft,
} from "../db/own-content";
import { choosableContent } from "./content-registry";
import { liveContext, type ServiceContext } from "./context";
import { unlockCase } from "./library-material";
import { mayWriteContent } from "./own-content";
import { examineText, titleOf, topLevel } from "./own-content-checks";

type StartRefusal = "not-found" | "too-many" | "too-long" | "unstorable";
type Started = { itemId: OwnItemId };

export async function startBlank(
  viewer: Viewer,
  kind: OwnKind,
  context: ServiceContext = liveContext(),
): Promise<Result<Started, StartRefusal>> {
  if (!mayWriteContent(viewer)) return refuse("not-found");
  return store(kind, blankText(kind, context.content), context);
}

/**
 * A draft that is a copy, under an id nobody has. Whoever copies a case reads its interviewer's half,
 * so they count as having opened it.
 */
export async function startCopy(
  viewer: Viewer,
  kind: OwnKind,
  contentId: string,
  context: ServiceContext = liveContext(),
): Promise<Result<Started, StartRefusal>> {
  if (!mayWriteContent(viewer)) return refuse("not-found");
  const { cases, frameworks, rubrics } = await choosableContent(context);
  const body = { case: cases, framework: frameworks, rubric: rubrics }[kind].get(contentId);
  if (!body) return refuse("not-found");
  if (kind === "case") await unlockCase(viewer, contentId, context);
  const id = await freeId(kind, contentId, context);
  return store(kind, withVersion(withId(textOf(body), id), 1), context);
}

/** @param kind null: the file says it by the fields it has */
export async function importOwnText(
  viewer: Viewer,
  text: string,
  kind: OwnKind | null,
  context: ServiceContext = liveContext(),
): Promise<Result<Started, StartRefusal | "unknown-kind">> {
  if (!mayWriteContent(viewer)) return refuse("not-found");
  const found = kind ?? kindOf(text);
  return found ? store(found, text, context) : refuse("unknown-kind");
}

export interface CheckedText {
  text: string;
  /** Null for anything but a case, and for a text a form cannot be filled from. */
  form: CaseForm | null;
  problems: readonly TextProblem[];
}

interface Written {
  text: string;
  /** Written into the text, where there is one. */
  form: CaseForm | null;
}

/** What is wrong with a text, without keeping it. With a form, the text is the one it is written into. */
export async function checkOwnText(
  viewer: Viewer,
  itemId: OwnItemId,
  written: Written,
  context: ServiceContext = liveContext(),
): Promise<Result<CheckedText, "not-found">> {
  const examined = await examine(viewer, itemId, written, context);
  return examined.ok ? ok(examined.value.checked) : examined;
}

/**
 * Keeps a draft as it was written, right or wrong.
 *
 * @param written.revision of the draft that was opened; another one by now is `stale`, and nothing is lost
 */
export async function saveOwnDraft(
  viewer: Viewer,
  itemId: OwnItemId,
  written: Written & { revision: number },
  context: ServiceContext = liveContext(),
): Promise<
  Result<CheckedText & { revision: number }, "not-found" | "stale" | "too-long" | "unstorable">
> {
  const examined = await examine(viewer, itemId, written, context);
  if (!examined.ok) return examined;
  const { title, checked } = examined.value;
  if (isTooLong(checked.text)) return refuse("too-long");
  if (isUnstorable(checked.text)) return refuse("unstorable");
  const draft = { title, draft: checked.text };
  const isSaved = await updateOwnDraft(context.db, itemId, written.revision, draft);
  return isSaved ? ok({ ...checked, revision: written.revision + 1 }) : refuse("stale");
}

async function examine(
  viewer: Viewer,
  itemId: OwnItemId,
  written: Written,
  context: ServiceContext,
): Promise<Result<{ title: string; checked: CheckedText }, "not-found">> {
  if (!mayWriteContent(viewer)) return refuse("not-found");
  const item = await findOwnDraft(context.db, itemId);
  if (!item) return refuse("not-found");
  const composed = written.form ? writeCaseForm(written.text, written.form) : ok(written.text);
  const text = composed.ok ? composed.value : written.text;
  const { title, form, body } = examineText(item, text, context);
  return ok({ title, checked: { text, form, problems: body.ok ? [] : body.code } });
}

/** @returns `published` for what interviews may refer to: that is withdrawn, never deleted */
export async function deleteOwnDraft(
  viewer: Viewer,
  itemId: OwnItemId,
  context: ServiceContext = liveContext(),
): Promise<Result<null, "not-found" | "published">> {
  if (!mayWriteContent(viewer)) return refuse("not-found");
  if (!(await findOwnDraft(context.db, itemId))) return refuse("not-found");
  return (await deleteUnpublished(context.db, itemId)) ? ok(null) : refuse("published");
}

async function store(
  kind: OwnKind,
  draft: string,
  { db }: ServiceContext,
): Promise<Result<Started, StartRefusal>> {
  if (isTooLong(draft)) return refuse("too-long");
  if (isUnstorable(draft)) return refuse("unstorable");
  const id = OwnItemId.parse(randomUUID());
  const read = readUntrustedYaml(draft);
  const title = read.ok ? titleOf(read.value) : "";
  const stored = await insertOwnDraft(db, { id, kind, title, draft });
  return stored.ok ? ok({ itemId: id }) : stored;
}

async function freeId(kind: OwnKind, from: string, { db }: ServiceContext): Promise<string> {
  const base = from.startsWith(OWN_PREFIX) ? from : OWN_PREFIX + from;
  let id = base;
  for (let n = 2; await isPublishedId(db, kind, id); n += 1) id = `${base}-${n}`;
  return id;
}

/** By the field that only this kind has. */
function kindOf(text: string): OwnKind | null {
  const read = readUntrustedYaml(text);
  const fields = read.ok ? topLevel(read.value.value) : {};
  if ("interviewer" in fields || "prompt" in fields) return "case";
  if ("phases" in fields) return "framework";
  return "competencies" in fields ? "rubric" : null;
}
