/** Content in which every sentence is an attempt to run a script, accepted by every check there is. */
import type { OwnItemId } from "@/lib/domain/content/own-content";
import type { Viewer } from "@/lib/domain/viewer";
import { textOf } from "../../server/content/blank-text";
import { withId } from "../../server/content/edit-yaml-text";
import { loadContent } from "../../server/content/load-content";
import { isUnstorable } from "../../server/content/read-untrusted-yaml";
import type { Db } from "../../server/db/client";
import { openOwnDraft } from "../../server/services/own-content";
import { importOwnText } from "../../server/services/own-content-drafts";
import { publishOwn } from "../../server/services/own-content-publishing";
import { unwrap } from "../../server/services/testing/interview-database";
import { CODE_ADDRESSES, MARKUP } from "./hostile-interview";

const MARKDOWN = CODE_ADDRESSES.map((address) => `![x](${address}) **[go](<${address}>)**`);
// A file with control characters is refused as a whole.
const ATTEMPTS = [...MARKUP, ...MARKDOWN].filter((attempt) => !isUnstorable(attempt));

/** Ids, choices out of a list, sums: what is no sentence, or would be refused as another one. */
const IS_A_NAME = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
const NO_SENTENCES = new Set(["calc", "terms"]);

function hostile(value: unknown, key: string, next: () => string): unknown {
  if (NO_SENTENCES.has(key)) return value;
  // It is read out, and so has three sentences at most.
  if (key === "prompt" && typeof value === "string") return `Design it ${next()}`;
  if (key === "domain") return next();
  // The rail of a room has room for so much.
  if (key === "name" && typeof value === "string") return `Name ${MARKUP[1]}`;
  if (typeof value === "string") return IS_A_NAME.test(value) ? value : `${value} ${next()}`;
  if (Array.isArray(value)) return value.map((inner) => hostile(inner, key, next));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, hostile(inner, name, next)]),
  );
}

interface Published {
  itemId: OwnItemId;
  id: string;
}

/** @returns a case, a framework and a rubric that everybody is offered */
export async function hostileContent(
  db: Db,
  coach: Viewer,
): Promise<Record<"case" | "framework" | "rubric", Published>> {
  const content = loadContent();
  const context = { db, content, secret: "unused" };
  let at = 0;
  const next = () => {
    at += 1;
    // A text has no space at its ends, whatever is attempted with one.
    return (ATTEMPTS[at % ATTEMPTS.length] ?? "").trim();
  };
  const publish = async (kind: "case" | "framework" | "rubric", body: unknown) => {
    const id = `own-hostile-${kind}-${Math.random().toString(36).slice(2, 10)}`;
    const text = withId(textOf(hostile(body, "", next)), id);
    const { itemId } = unwrap(await importOwnText(coach, text, kind, context));
    const { revision } = unwrap(await openOwnDraft(coach, itemId, context));
    unwrap(await publishOwn(coach, itemId, revision, context));
    return { itemId, id };
  };
  const body = content.cases.get("ad-click-prediction");
  return {
    case: await publish("case", { ...body, version: 1 }),
    framework: await publish("framework", { ...content.defaultFramework, version: 1 }),
    rubric: await publish("rubric", { ...content.defaultRubric, version: 1 }),
  };
}
