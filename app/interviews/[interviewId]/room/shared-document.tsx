"use client";

import type { Plan } from "@/lib/domain/plan";
import type { PlaneView } from "./connection/room-state";
import { LazyDocumentPane, useEarlyDocumentPane } from "./document/lazy-document-pane";
import { PaneOpening } from "./notices/pane-opening";

/** The document of the room, once the server's state is in: bound any earlier it could write over it. */
export function SharedDocument({
  plane,
  isReadOnly,
  plan,
  phaseId,
}: {
  plane: PlaneView | null;
  isReadOnly: boolean;
  plan: Plan;
  phaseId: string | null;
}) {
  useEarlyDocumentPane();
  if (!plane?.isSynced) return <PaneOpening what="document" />;
  return (
    <LazyDocumentPane
      key={plane.generation}
      plane={plane}
      planeName="shared"
      isReadOnly={isReadOnly}
      plan={plan}
      phaseId={phaseId}
    />
  );
}
