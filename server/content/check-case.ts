import { evaluateArithmetic } from "@/lib/domain/content/arithmetic";
import type { Case } from "@/lib/domain/content/case";
import {
  ANY_PHASE,
  type InterviewerMaterial,
  type ReferenceCanvas,
  type ScaleLine,
  STOCK_CURVEBALLS,
} from "@/lib/domain/content/interviewer-material";
import { checkUnique, type Report, type Vocabulary } from "./reporting";

/** Results are written the way people say them, so the last digits may be rounded. */
const ROUNDING = 0.01;

export function checkCase(whole: Case, vocabulary: Vocabulary, report: Report): void {
  const part: Report = (path, message) => report(["interviewer", ...path], message);
  const material = whole.interviewer;
  checkIds(whole.id, material, part);
  checkPhases(material, vocabulary, part);
  checkCurveballs(material, part);
  material.scaleSheet.forEach((line, i) => {
    checkScaleLine(line, (path, message) => part(["scaleSheet", i, ...path], message));
  });
  material.checklist.forEach((item, i) => {
    item.noticedBy.stencils.forEach((stencil, j) => {
      if (!vocabulary.stencils.has(stencil)) {
        part(["checklist", i, "noticedBy", "stencils", j], `there is no stencil "${stencil}"`);
      }
    });
  });
  checkCanvas(material.referenceCanvas, vocabulary, (path, message) =>
    part(["referenceCanvas", ...path], message),
  );
}

function checkIds(caseId: string, material: InterviewerMaterial, report: Report): void {
  const { facts, checklist, curveballs, decisionPoints, variants } = material;
  const ids = Object.entries({ facts, checklist, curveballs, decisionPoints, variants }).flatMap(
    ([list, parts]) => parts.map(({ id }, i) => ({ id, path: [list, i, "id"] })),
  );
  checkUnique(ids, report);
  for (const { id, path } of ids) {
    if (!id.startsWith(`${caseId}.`)) report(path, `"${id}" does not start with "${caseId}."`);
  }
}

function checkPhases(material: InterviewerMaterial, { phases }: Vocabulary, report: Report): void {
  const known = (phase: string, path: (string | number)[]) => {
    if (!phases.has(phase)) report(path, `there is no phase "${phase}"`);
  };
  for (const list of ["probes", "hints", "outline"] as const) {
    for (const phase of Object.keys(material[list])) known(phase, [list, phase]);
    for (const phase of phases) {
      if (!material[list][phase]) report([list], `nothing for phase "${phase}"`);
    }
  }
  material.checklist.forEach(({ phase }, i) => {
    known(phase, ["checklist", i, "phase"]);
  });
  for (const phase of phases) {
    if (!material.checklist.some((item) => item.phase === phase)) {
      report(["checklist"], `nothing for phase "${phase}"`);
    }
  }
  material.decisionPoints.forEach(({ phase }, i) => {
    known(phase, ["decisionPoints", i, "phase"]);
  });
  material.variants.forEach(({ changes }, i) => {
    changes.forEach(({ phase }, j) => {
      known(phase, ["variants", i, "changes", j, "phase"]);
    });
  });
  material.curveballs.forEach(({ when }, i) => {
    if (when !== ANY_PHASE) known(when, ["curveballs", i, "when"]);
  });
}

function checkCurveballs({ curveballs }: InterviewerMaterial, report: Report): void {
  for (const stock of STOCK_CURVEBALLS) {
    const found = curveballs.filter((ball) => ball.stock === stock).length;
    if (found !== 1) {
      report(["curveballs"], `every case has one "${stock}" curveball; this one has ${found}`);
    }
  }
}

function checkScaleLine({ calc, result }: ScaleLine, report: Report): void {
  try {
    const value = evaluateArithmetic(calc);
    if (!(Math.abs(value - result) <= Math.abs(value) * ROUNDING)) {
      report(["result"], `"${calc}" comes to ${value}, not ${result}`);
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    report(["calc"], error.message);
  }
}

function checkCanvas(
  { nodes, edges }: ReferenceCanvas,
  { stencils }: Vocabulary,
  report: Report,
): void {
  checkUnique(
    nodes.map(({ stencil }, i) => ({ id: stencil, path: ["nodes", i, "stencil"] })),
    report,
  );
  nodes.forEach(({ stencil }, i) => {
    if (!stencils.has(stencil)) report(["nodes", i, "stencil"], `there is no stencil "${stencil}"`);
    if (!edges.some((edge) => edge.from === stencil || edge.to === stencil)) {
      report(["nodes", i, "stencil"], `nothing leads to or from "${stencil}"`);
    }
  });
  const drawn = new Set(nodes.map(({ stencil }) => stencil));
  edges.forEach((edge, i) => {
    for (const end of ["from", "to"] as const) {
      if (!drawn.has(edge[end])) report(["edges", i, end], `"${edge[end]}" is not among the nodes`);
    }
  });
}
