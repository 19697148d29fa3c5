import type { StencilSet } from "@/lib/domain/content/stencil";
import { checkUniqueIn, type Report, type Vocabulary } from "./reporting";

/** Enough for a palette that covers most drawings without scrolling through the packs. */
const MIN_COMMON = 20;

export function checkStencils(
  { stencils }: StencilSet,
  { phases }: Vocabulary,
  report: Report,
): void {
  checkUniqueIn("stencils", stencils, report);
  const byId = new Map(stencils.map((stencil) => [stencil.id, stencil]));
  stencils.forEach((stencil, i) => {
    if (!phases.has(stencil.phase)) {
      report(["stencils", i, "phase"], `there is no phase "${stencil.phase}"`);
    }
    // An arrow has two ends, and both stencils must tell of it.
    stencil.typicalOut.forEach((other, j) => {
      if (!byId.get(other)?.typicalIn.includes(stencil.id)) {
        report(["stencils", i, "typicalOut", j], `"${other}" does not list it under typicalIn`);
      }
    });
    stencil.typicalIn.forEach((other, j) => {
      if (!byId.get(other)?.typicalOut.includes(stencil.id)) {
        report(["stencils", i, "typicalIn", j], `"${other}" does not list it under typicalOut`);
      }
    });
  });
  const common = stencils.filter((stencil) => stencil.common).length;
  if (common < MIN_COMMON) {
    report(
      ["stencils"],
      `only ${common} are marked common; the palette shows at least ${MIN_COMMON}`,
    );
  }
}
