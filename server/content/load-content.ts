import { readdirSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { Case } from "@/lib/domain/content/case";
import type { ContentItem } from "@/lib/domain/content/content-item";
import { Framework } from "@/lib/domain/content/framework";
import { Rubric } from "@/lib/domain/content/rubric";
import { type Stencil, StencilSet } from "@/lib/domain/content/stencil";
import { checkReferences } from "./check-references";
import { contentHash } from "./content-hash";
import { ContentError, type ContentProblem } from "./content-problem";
import { type ContentFile, readContentFile } from "./read-content-file";

/**
 * The product's own content: frameworks, rubrics, cases and stencils.
 *
 * It holds what only interviewers may read, so nothing that runs in a browser
 * may import this module. Pages hand on the views of `lib/domain/content`.
 */
export interface Content {
  frameworks: ReadonlyMap<string, Framework>;
  rubrics: ReadonlyMap<string, Rubric>;
  cases: ReadonlyMap<string, Case>;
  /** In the order of the palette. */
  stencils: readonly Stencil[];
  /** What an interview gets when nobody chooses. */
  defaultFramework: Framework;
  defaultRubric: Rubric;
  /** Everything an interview keeps a version of, ready to be stored. */
  items: readonly ContentItem[];
}

const DEFAULT_FRAMEWORK = "fw-canonical7";
const DEFAULT_RUBRIC = "rb-default6";

let loaded: Content | undefined;

/**
 * The content this process works with, read and checked on the first call.
 *
 * @throws ContentError naming every file and path that is wrong
 */
export function loadContent(): Content {
  // Not relative to this module: bundled for a page, the module is somewhere else.
  loaded ??= readContent(path.join(/* turbopackIgnore: true */ process.cwd(), "content"));
  return loaded;
}

/**
 * Reads and checks a content folder.
 *
 * @throws ContentError naming every file and path that is wrong
 */
export function readContent(folder: string): Content {
  const problems: ContentProblem[] = [];
  const stencils = readContentFile(
    path.join(folder, "stencils.yaml"),
    "content/stencils.yaml",
    StencilSet,
    problems,
  );
  const files = {
    frameworks: readFolder(folder, "frameworks", Framework, problems),
    rubrics: readFolder(folder, "rubrics", Rubric, problems),
    cases: readFolder(folder, "cases", Case, problems),
  };
  // Shapes first: references into a file that could not be read would only add noise.
  if (stencils && problems.length === 0) problems.push(...checkReferences({ ...files, stencils }));
  if (!stencils || problems.length > 0) throw new ContentError(problems);

  return {
    frameworks: byId(files.frameworks),
    rubrics: byId(files.rubrics),
    cases: byId(files.cases),
    stencils: stencils.body.stencils,
    defaultFramework: named(DEFAULT_FRAMEWORK, "frameworks", files.frameworks),
    defaultRubric: named(DEFAULT_RUBRIC, "rubrics", files.rubrics),
    items: [
      ...files.frameworks.map(({ body }) => item("framework", body)),
      ...files.rubrics.map(({ body }) => item("rubric", body)),
      ...files.cases.map(({ body }) => item("case", body)),
    ],
  };
}

function readFolder<S extends z.ZodType<{ id: string }>>(
  folder: string,
  name: string,
  schema: S,
  problems: ContentProblem[],
): ContentFile<z.infer<S>>[] {
  const entries = readdirSync(path.join(folder, name)).filter((entry) => entry.endsWith(".yaml"));
  return entries.sort().flatMap((entry) => {
    const file = `content/${name}/${entry}`;
    const read = readContentFile(path.join(folder, name, entry), file, schema, problems);
    if (!read) return [];
    if (entry !== `${read.body.id}.yaml`) {
      problems.push({
        file,
        path: "id",
        message: `the file of "${read.body.id}" is named after it`,
      });
    }
    return [read];
  });
}

function named<T extends { id: string }>(id: string, folder: string, files: ContentFile<T>[]): T {
  const found = files.find(({ body }) => body.id === id);
  if (found) return found.body;
  const message = "this file is the default and has to be there";
  throw new ContentError([{ file: `content/${folder}/${id}.yaml`, path: "", message }]);
}

function byId<T extends { id: string }>(files: ContentFile<T>[]): ReadonlyMap<string, T> {
  return new Map(files.map(({ body }) => [body.id, body]));
}

function item<K extends string, B extends { id: string; version: number }>(kind: K, body: B) {
  return { kind, id: body.id, version: body.version, hash: contentHash(body), body };
}
