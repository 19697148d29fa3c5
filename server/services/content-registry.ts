/** What can be read in the library and chosen for a new interview: shipped content and our own. */
import type { Case } from "@/lib/domain/content/case";
import { contentSchemas } from "@/lib/domain/content/content-item";
import type { Framework } from "@/lib/domain/content/framework";
import type { Rubric } from "@/lib/domain/content/rubric";
import { findBodies, listOffered, type OfferedVersion } from "../db/own-content";
import type { ServiceContext } from "./context";

export interface ContentRegistry {
  cases: ReadonlyMap<string, Case>;
  frameworks: ReadonlyMap<string, Framework>;
  rubrics: ReadonlyMap<string, Rubric>;
  /** What an interview gets when nobody chooses. */
  defaultFramework: Framework;
  defaultRubric: Rubric;
}

type Body = Case | Framework | Rubric;
type Context = Pick<ServiceContext, "db" | "content">;

/** Whole cases are in it, interviewers' half included; hand on views of them only. */
export async function choosableContent({ db, content }: Context): Promise<ContentRegistry> {
  const { cases, frameworks, rubrics, defaultFramework, defaultRubric } = content;
  const offered = await listOffered(db);
  await readMissing(db, offered);
  const own = <B extends Body>(kind: OfferedVersion["kind"]) =>
    offered.flatMap((version): [string, B][] => {
      const body = version.kind === kind && bodies.get(keyOf(version));
      // The key names the kind, so what is kept under it was parsed by its schema.
      return body ? [[version.id, body as B]] : [];
    });
  return {
    cases: new Map([...cases, ...own<Case>("case")]),
    frameworks: new Map([...frameworks, ...own<Framework>("framework")]),
    rubrics: new Map([...rubrics, ...own<Rubric>("rubric")]),
    defaultFramework,
    defaultRubric,
  };
}

export async function listCases(context: Context): Promise<Case[]> {
  return [...(await choosableContent(context)).cases.values()];
}

/** @returns null for a case there is not, and for one that is not offered any more */
export async function findCase(context: Context, id: string): Promise<Case | null> {
  return (await choosableContent(context)).cases.get(id) ?? null;
}

// By hash: a stored version never changes. There are at most some hundred items, and each new
// version of one is a few dozen kilobytes, so a process keeps all it has met.
const bodies = new Map<string, Body | null>();

const keyOf = ({ kind, hash }: Pick<OfferedVersion, "kind" | "hash">) => `${kind}/${hash}`;

async function readMissing(db: Context["db"], offered: readonly OfferedVersion[]): Promise<void> {
  const missing = offered.filter((version) => !bodies.has(keyOf(version)));
  if (missing.length === 0) return;
  for (const { kind, hash, body } of await findBodies(db, missing)) {
    // What this release cannot read any more is not offered by it; interviews that have it are older.
    const parsed = contentSchemas[kind].safeParse(body);
    bodies.set(keyOf({ kind, hash }), parsed.success ? parsed.data : null);
  }
}
