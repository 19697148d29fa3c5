/** A text that is to be published, read once: what it is called, its form, and what is wrong with it. */
import type { CaseForm } from "@/lib/domain/content/case-form";
import type { ContentBody, ContentKind } from "@/lib/domain/content/content-item";
import {
  MAX_OWN_TITLE_CHARS,
  OwnContentId,
  type TextProblem,
} from "@/lib/domain/content/own-content";
import { type Result, refuse } from "@/lib/domain/result";
import { readCaseForm } from "../content/case-form-text";
import { checkContent } from "../content/check-content";
import { type ReadYaml, readUntrustedYaml } from "../content/read-untrusted-yaml";
import type { ServiceContext } from "./context";

interface Item<K extends ContentKind> {
  kind: K;
  /** The id under which it is published already. */
  contentId: string | null;
}

export interface ExaminedText<K extends ContentKind> {
  title: string;
  /** Null for anything but a case, and for a text a form cannot be filled from. */
  form: CaseForm | null;
  body: Result<ContentBody<K>, readonly TextProblem[]>;
}

export function examineText<K extends ContentKind>(
  { kind, contentId }: Item<K>,
  text: string,
  { content }: Pick<ServiceContext, "content">,
): ExaminedText<K> {
  const read = readUntrustedYaml(text);
  if (!read.ok) return { title: "", form: null, body: read };
  const checked = checkContent(kind, read.value, content.vocabulary);
  return {
    title: titleOf(read.value),
    form: kind === "case" ? readCaseForm(read.value) : null,
    body: withIdChecked(checked, idProblem(read.value, contentId)),
  };
}

/** What a list calls it. Empty when it does not say. */
export function titleOf({ value }: ReadYaml): string {
  const { title, name } = topLevel(value);
  const found = [title, name].find((field) => typeof field === "string") ?? "";
  return String(found).trim().slice(0, MAX_OWN_TITLE_CHARS);
}

export function topLevel(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function withIdChecked<B>(
  checked: Result<B, readonly TextProblem[]>,
  wrongId: TextProblem | null,
): Result<B, readonly TextProblem[]> {
  if (!wrongId) return checked;
  if (checked.ok) return refuse([wrongId]);
  const isSaid = checked.code.some(({ path }) => path === "id");
  return isSaid ? checked : refuse([wrongId, ...checked.code]);
}

function idProblem({ value, lineOf }: ReadYaml, contentId: string | null): TextProblem | null {
  const { id } = topLevel(value);
  // Missing, or not a text: what is checked of everything says so.
  if (typeof id !== "string") return null;
  const wrong = (message: string) => ({ line: lineOf(["id"]), path: "id", message });
  if (contentId !== null && id !== contentId)
    return wrong(`it is published as "${contentId}", and an id never changes`);
  const parsed = OwnContentId.safeParse(id);
  return parsed.success ? null : wrong(parsed.error.issues[0]?.message ?? "this is no id");
}
