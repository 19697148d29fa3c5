/** The printed sheets of the library: of a framework for everybody, of a case for its interviewers. */
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { caseSheet } from "@/lib/sheets/case-sheet";
import { fitSheet } from "@/lib/sheets/fit-sheet";
import { frameworkSheet } from "@/lib/sheets/framework-sheet";
import type { Sheet, WholeSheet } from "@/lib/sheets/sheet";
import { sheetMarkdown } from "@/lib/sheets/sheet-markdown";
import { choosableContent } from "./content-registry";
import { liveContext, type ServiceContext } from "./context";
import type { ExportedFile } from "./export-review";
import { openCaseMaterial } from "./library-material";

async function wholeFrameworkSheet(
  frameworkId: string,
  context: ServiceContext,
): Promise<Result<WholeSheet, "not-found">> {
  const registry = await choosableContent(context);
  const framework = registry.frameworks.get(frameworkId);
  if (!framework) return refuse("not-found");
  const { cheatSheet, failureModes } = context.content;
  return ok(
    frameworkSheet({
      framework,
      common: cheatSheet,
      failureModes,
      rubric: registry.defaultRubric,
    }),
  );
}

/** @returns `not-allowed` to whom the case's material is closed */
async function wholeCaseSheet(
  viewer: Viewer,
  caseId: string,
  context: ServiceContext,
): Promise<Result<WholeSheet, "not-found" | "not-allowed">> {
  const opened = await openCaseMaterial(viewer, caseId, context);
  if (!opened.ok) return opened;
  return ok(caseSheet(opened.value, context.content.commonChecklist.phases));
}

/** A content id has letters, digits and hyphens only, so it is safe in a header and as a file's name. */
const asFile = (id: string, sheet: WholeSheet): ExportedFile => ({
  name: `dryrun-${id.replaceAll(/[^a-z0-9-]/g, "")}-sheet.md`,
  text: sheetMarkdown(sheet),
});

export async function loadFrameworkSheet(
  frameworkId: string,
  context: ServiceContext = liveContext(),
): Promise<Result<Sheet, "not-found">> {
  const whole = await wholeFrameworkSheet(frameworkId, context);
  return whole.ok ? ok(fitSheet(whole.value)) : whole;
}

export async function exportFrameworkSheet(
  frameworkId: string,
  context: ServiceContext = liveContext(),
): Promise<Result<ExportedFile, "not-found">> {
  const whole = await wholeFrameworkSheet(frameworkId, context);
  return whole.ok ? ok(asFile(frameworkId, whole.value)) : whole;
}

export async function loadCaseSheet(
  viewer: Viewer,
  caseId: string,
  context: ServiceContext = liveContext(),
): Promise<Result<Sheet, "not-found" | "not-allowed">> {
  const whole = await wholeCaseSheet(viewer, caseId, context);
  return whole.ok ? ok(fitSheet(whole.value)) : whole;
}

export async function exportCaseSheet(
  viewer: Viewer,
  caseId: string,
  context: ServiceContext = liveContext(),
): Promise<Result<ExportedFile, "not-found" | "not-allowed">> {
  const whole = await wholeCaseSheet(viewer, caseId, context);
  return whole.ok ? ok(asFile(caseId, whole.value)) : whole;
}
