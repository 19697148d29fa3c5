/** What can be read in the library and chosen for a new interview: shipped content and our own. */
import type { Case } from "@/lib/domain/content/case";
import type { Framework } from "@/lib/domain/content/framework";
import type { Rubric } from "@/lib/domain/content/rubric";
import type { ServiceContext } from "./context";

export interface ContentRegistry {
  cases: ReadonlyMap<string, Case>;
  frameworks: ReadonlyMap<string, Framework>;
  rubrics: ReadonlyMap<string, Rubric>;
  /** What an interview gets when nobody chooses. */
  defaultFramework: Framework;
  defaultRubric: Rubric;
}

/** Whole cases are in it, interviewers' half included; hand on views of them only. */
export async function choosableContent({
  content,
}: Pick<ServiceContext, "db" | "content">): Promise<ContentRegistry> {
  const { cases, frameworks, rubrics, defaultFramework, defaultRubric } = content;
  return { cases, frameworks, rubrics, defaultFramework, defaultRubric };
}

export async function listCases(context: Pick<ServiceContext, "db" | "content">): Promise<Case[]> {
  return [...(await choosableContent(context)).cases.values()];
}

/** @returns null for a case there is not, and for one that is not offered any more */
export async function findCase(
  context: Pick<ServiceContext, "db" | "content">,
  id: string,
): Promise<Case | null> {
  return (await choosableContent(context)).cases.get(id) ?? null;
}
