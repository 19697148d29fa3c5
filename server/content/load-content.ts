import { readdirSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { type Calculator, CalculatorSet } from "@/lib/domain/content/calculator";
import { Case } from "@/lib/domain/content/case";
import { CheatSheet } from "@/lib/domain/content/cheat-sheet";
import { CommonChecklist } from "@/lib/domain/content/common-checklist";
import type { ContentItem } from "@/lib/domain/content/content-item";
import { EstimationTables } from "@/lib/domain/content/estimation-table";
import { type FailureModeEntry, FailureModeSet } from "@/lib/domain/content/failure-mode";
import { Framework } from "@/lib/domain/content/framework";
import { Glossary, type GlossaryEntry } from "@/lib/domain/content/glossary";
import { type Motif, MotifSet } from "@/lib/domain/content/motif";
import { Rubric } from "@/lib/domain/content/rubric";
import { type Stencil, StencilSet } from "@/lib/domain/content/stencil";
import { type TimeProfile, TimeProfileSet } from "@/lib/domain/content/time-profile";
import { type ContentFiles, checkReferences, vocabularyOf } from "./check-references";
import { keptOrRead } from "./content-cache";
import { contentHash } from "./content-hash";
import { ContentError, type ContentProblem } from "./content-problem";
import { type ContentFile, readContentFile } from "./read-content-file";
import type { Vocabulary } from "./reporting";

/**
 * The product's own content.
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
  /** Groups of components to start a drawing with. */
  motifs: readonly Motif[];
  failureModes: ReadonlyMap<string, FailureModeEntry>;
  calculators: ReadonlyMap<string, Calculator>;
  estimationTables: EstimationTables;
  glossary: readonly GlossaryEntry[];
  /** The phases and items all frameworks arrange. */
  commonChecklist: CommonChecklist;
  timeProfiles: ReadonlyMap<string, TimeProfile>;
  /** What every framework's printed sheet has beside the framework. */
  cheatSheet: CheatSheet;
  /** What content may refer to. */
  vocabulary: Vocabulary;
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
  const root = process.cwd();
  loaded ??= keptOrRead(root, () =>
    readContent(path.join(/* turbopackIgnore: true */ root, "content")),
  );
  return loaded;
}

/**
 * Reads and checks a content folder.
 *
 * @throws ContentError naming every file and path that is wrong
 */
export function readContent(folder: string): Content {
  const problems: ContentProblem[] = [];
  const files = readFiles(folder, problems);
  // Shapes first: references into a file that could not be read would only add noise.
  if (!files || problems.length > 0) throw new ContentError(problems);
  const vocabulary = vocabularyOf(files);
  problems.push(...checkReferences(files, vocabulary));
  if (problems.length > 0) throw new ContentError(problems);

  return {
    frameworks: byId(bodies(files.frameworks)),
    rubrics: byId(bodies(files.rubrics)),
    cases: byId(bodies(files.cases)),
    stencils: files.stencils.body.stencils,
    motifs: files.motifs.body.motifs,
    failureModes: byId(files.failureModes.body.failureModes),
    calculators: byId(files.calculators.body.calculators),
    estimationTables: files.estimationTables.body,
    glossary: files.glossary.body.entries,
    commonChecklist: files.commonChecklist.body,
    timeProfiles: byId(files.timeProfiles.body.profiles),
    cheatSheet: files.cheatSheet.body,
    vocabulary,
    defaultFramework: named(DEFAULT_FRAMEWORK, "frameworks", files.frameworks),
    defaultRubric: named(DEFAULT_RUBRIC, "rubrics", files.rubrics),
    items: [
      ...files.frameworks.map(({ body }) => item("framework", body)),
      ...files.rubrics.map(({ body }) => item("rubric", body)),
      ...files.cases.map(({ body }) => item("case", body)),
    ],
  };
}

/** @returns undefined when a file could not be read; `problems` says which and why */
function readFiles(folder: string, problems: ContentProblem[]): ContentFiles | undefined {
  const one = <S extends z.ZodType>(name: string, schema: S) =>
    readContentFile(path.join(folder, name), `content/${name}`, schema, problems);
  const stencils = one("stencils.yaml", StencilSet);
  const failureModes = one("failure-modes.yaml", FailureModeSet);
  const calculators = one("calculators.yaml", CalculatorSet);
  const estimationTables = one("estimation-tables.yaml", EstimationTables);
  const glossary = one("glossary.yaml", Glossary);
  const commonChecklist = one("common-checklist.yaml", CommonChecklist);
  const timeProfiles = one("time-profiles.yaml", TimeProfileSet);
  const motifs = one("motifs.yaml", MotifSet);
  const cheatSheet = one("cheat-sheet.yaml", CheatSheet);
  const frameworks = readFolder(folder, "frameworks", Framework, problems);
  const rubrics = readFolder(folder, "rubrics", Rubric, problems);
  const cases = readFolder(folder, "cases", Case, problems);
  if (
    !stencils ||
    !failureModes ||
    !calculators ||
    !estimationTables ||
    !glossary ||
    !commonChecklist ||
    !timeProfiles ||
    !motifs ||
    !cheatSheet
  ) {
    return undefined;
  }
  return {
    frameworks,
    rubrics,
    cases,
    stencils,
    failureModes,
    calculators,
    estimationTables,
    glossary,
    commonChecklist,
    timeProfiles,
    motifs,
    cheatSheet,
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
        line: read.lineOf(["id"]),
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
  throw new ContentError([{ file: `content/${folder}/${id}.yaml`, line: null, path: "", message }]);
}

function bodies<T>(files: readonly ContentFile<T>[]): T[] {
  return files.map(({ body }) => body);
}

function byId<T extends { id: string }>(parts: readonly T[]): ReadonlyMap<string, T> {
  return new Map(parts.map((part) => [part.id, part]));
}

function item<K extends string, B extends { id: string; version: number }>(kind: K, body: B) {
  return { kind, id: body.id, version: body.version, hash: contentHash(body), body };
}
