import type { Rubric } from "@/lib/domain/content/rubric";
import { Bullets } from "../panels/bullets";
import { PanelSection } from "../panels/panel-section";

/** How evidence is collected, and what the computed recommendation is for. */
export function EvidenceRulesNote({ rubric }: { rubric: Rubric }) {
  return (
    <PanelSection title="What counts as evidence">
      <Bullets lines={[...rubric.evidenceHints, ...(rubric.recommendationHint?.text ?? [])]} />
    </PanelSection>
  );
}
