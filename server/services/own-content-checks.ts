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

/** The busiest drawing that ships has 47; laying one out takes seconds, and its readers wait for it. */
const MAX_ARROWS = 120;

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
    body: withOwnRules(checked, [
      ...idProblem(read.value, contentId),
      ...drawingProblem(read.value, kind),
    ]),
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

function withOwnRules<B>(
  checked: Result<B, readonly TextProblem[]>,
  own: readonly TextProblem[],
): Result<B, readonly TextProblem[]> {
  if (own.length === 0) return checked;
  if (checked.ok) return refuse(own);
  const isSaid = (path: string) => checked.code.some((problem) => problem.path === path);
  const unsaid = own.filter(({ path }) => !isSaid(path));
  return refuse([...unsaid, ...checked.code].sort((a, b) => a.line - b.line));
}

function idProblem({ value, lineOf }: ReadYaml, contentId: string | null): TextProblem[] {
  const { id } = topLevel(value);
  // Missing, or not a text: what is checked of everything says so.
  if (typeof id !== "string") return [];
  const wrong = (message: string) => [{ line: lineOf(["id"]), path: "id", message }];
  if (contentId !== null && id !== contentId)
    return wrong(`it is published as "${contentId}", and an id never changes`);
  const parsed = OwnContentId.safeParse(id);
  return parsed.success ? [] : wrong(parsed.error.issues[0]?.message ?? "this is no id");
}

function drawingProblem({ value, lineOf }: ReadYaml, kind: ContentKind): TextProblem[] {
  if (kind !== "case") return [];
  const { referenceCanvas } = topLevel(topLevel(value).interviewer);
  const { edges } = topLevel(referenceCanvas);
  if (!Array.isArray(edges) || edges.length <= MAX_ARROWS) return [];
  const path = ["interviewer", "referenceCanvas", "edges"];
  const message = `a drawing has at most ${MAX_ARROWS} arrows`;
  return [{ line: lineOf(path), path: path.join("."), message }];
}
