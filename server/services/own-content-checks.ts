/** What is wrong with a text that is to be published, beyond what is checked of content that ships. */
import type { ContentBody, ContentKind } from "@/lib/domain/content/content-item";
import { OwnContentId, type TextProblem } from "@/lib/domain/content/own-content";
import { type Result, refuse } from "@/lib/domain/result";
import { checkContentText } from "../content/check-content-text";
import { readUntrustedYaml } from "../content/read-untrusted-yaml";
import type { ServiceContext } from "./context";

interface Item<K extends ContentKind = ContentKind> {
  kind: K;
  /** The id under which it is published already. */
  contentId: string | null;
}

export function problemsOf(
  item: Item,
  text: string,
  context: Pick<ServiceContext, "content">,
): readonly TextProblem[] {
  const checked = readOwn(item, text, context);
  return checked.ok ? [] : checked.code;
}

export function readOwn<K extends ContentKind>(
  { kind, contentId }: Item<K>,
  text: string,
  { content }: Pick<ServiceContext, "content">,
): Result<ContentBody<K>, readonly TextProblem[]> {
  const checked = checkContentText(kind, text, content.vocabulary);
  const wrongId = idProblem(text, contentId);
  if (!wrongId) return checked;
  if (checked.ok) return refuse([wrongId]);
  const isSaid = checked.code.some(({ path }) => path === "id");
  return refuse(isSaid ? checked.code : [wrongId, ...checked.code]);
}

function idProblem(text: string, contentId: string | null): TextProblem | null {
  const read = readUntrustedYaml(text);
  const id: unknown = read.ok ? read.value.document.get("id") : undefined;
  // Missing, or not a text: what is checked of everything says so.
  if (!read.ok || typeof id !== "string") return null;
  const wrong = (message: string) => ({ line: read.value.lineOf(["id"]), path: "id", message });
  if (contentId !== null && id !== contentId)
    return wrong(`it is published as "${contentId}", and an id never changes`);
  const parsed = OwnContentId.safeParse(id);
  return parsed.success ? null : wrong(parsed.error.issues[0]?.message ?? "this is no id");
}
