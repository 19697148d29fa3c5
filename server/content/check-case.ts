import { structuralHints, type TypicalOut } from "@/lib/board/structural-hints";
import type { Case } from "@/lib/domain/content/case";
import {
  ANY_PHASE,
  type InterviewerMaterial,
  type ReferenceCanvas,
  STOCK_CURVEBALLS,
} from "@/lib/domain/content/interviewer-material";
import { checkScaleLine } from "./check-scale-line";
import {
  checkKnown,
  checkUnique,
  checkUniqueIn,
  inside,
  type Report,
  type Vocabulary,
} from "./reporting";

/** Ids of failure modes that every case may point at; a case has others of its own. */
const SHARED_FAILURE_MODE = /^ap-/;

export function checkCase(whole: Case, vocabulary: Vocabulary, report: Report): void {
  const part = inside(report, "interviewer");
  const material = whole.interviewer;
  checkIds(whole.id, material, part);
  checkPhases(material, vocabulary, part);
  checkCurveballs(material, part);
  material.scaleSheet.forEach((line, i) => {
    checkScaleLine(line, inside(part, "scaleSheet", i));
  });
  material.checklist.forEach(({ noticedBy }, i) => {
    const path = ["checklist", i, "noticedBy", "stencils"];
    checkKnown("stencil", noticedBy.stencils, vocabulary.stencils, path, part);
  });
  if (!vocabulary.timeProfiles.has(material.timeProfile)) {
    part(["timeProfile"], `there is no time profile "${material.timeProfile}"`);
  }
  material.failureModes.forEach(({ id }, i) => {
    if (SHARED_FAILURE_MODE.test(id) && !vocabulary.failureModes.has(id)) {
      part(["failureModes", i, "id"], `there is no failure mode "${id}"`);
    }
  });
  checkCanvas(material.referenceCanvas, vocabulary, inside(part, "referenceCanvas"));
}

function checkIds(caseId: string, material: InterviewerMaterial, report: Report): void {
  const { facts, checklist, curveballs, decisionPoints, variants, failureModes } = material;
  const ids = Object.entries({ facts, checklist, curveballs, decisionPoints, variants }).flatMap(
    ([list, parts]) => parts.map(({ id }, i) => ({ id, path: [list, i, "id"] })),
  );
  checkUnique(ids, report);
  checkUniqueIn("failureModes", failureModes, report);
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
  checkHints({ nodes, edges }, stencils, report);
}

/** A drawing that shows others how it is done raises no question by its shape. */
function checkHints(
  { nodes, edges }: ReferenceCanvas,
  stencils: Vocabulary["stencils"],
  report: Report,
): void {
  const typicalOut: TypicalOut = new Map(
    [...stencils.values()].map((stencil) => [stencil.id, stencil.typicalOut]),
  );
  const graph = {
    nodes: nodes.map(({ stencil }) => ({ id: stencil, stencil })),
    edges: edges.map(({ from, to }, i) => ({ id: String(i), from, to, isTwoWay: false })),
  };
  for (const { hint, question, nodes: boxes, edges: arrows } of structuralHints(
    graph,
    typicalOut,
  )) {
    // A box without an arrow is reported above, by its own line.
    if (hint === "hint-orphan") continue;
    const about = boxes.length > 0 ? ` ("${boxes.join('" to "')}")` : "";
    const [arrow] = arrows;
    report(
      arrow === undefined ? ["nodes"] : ["edges", Number(arrow)],
      `the drawing raises the question "${question}"${about}`,
    );
  }
}
