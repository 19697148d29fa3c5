/** The reference canvas of a case as a drawing. Closed material: callers have asked who may see it. */

import type { InterviewerBrief } from "@/lib/domain/content/case-views";
import type { ReferenceDrawing } from "@/lib/domain/content/reference-drawing";
import { contentHash } from "../content/content-hash";
import { layOutCanvas } from "../content/lay-out-canvas";
import type { ServiceContext } from "./context";

/** Some 15 kB each; more cases than this are not read at the same time. */
const MAX_KEPT = 100;
const kept = new Map<string, Promise<ReferenceDrawing>>();

/** Laid out once for as long as neither the canvas nor a name in it changes. */
export function referenceDrawing(
  { referenceCanvas }: Pick<InterviewerBrief, "referenceCanvas">,
  { content }: Pick<ServiceContext, "content">,
): Promise<ReferenceDrawing> {
  const stencils = content.vocabulary.stencils;
  const names = referenceCanvas.nodes.map(({ stencil }) => stencils.get(stencil)?.label ?? null);
  const key = contentHash({ referenceCanvas, names });
  const known = kept.get(key);
  if (known) return known;
  const drawing = layOutCanvas(referenceCanvas, stencils);
  // What failed is tried again when it is next asked for.
  drawing.catch(() => kept.delete(key));
  kept.set(key, drawing);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return drawing;
}
