import { type CaseState, NO_STATE } from "@/lib/domain/library/case-state";
import type { Viewer } from "@/lib/domain/viewer";
import { findCaseStates } from "../db/case-unlocks";
import { liveContext, type ServiceContext } from "./context";

/** What the viewer has had to do with each case; cases they never met are left out. */
export async function caseStatesOf(
  viewer: Viewer | null,
  { db }: Pick<ServiceContext, "db"> = liveContext(),
): Promise<ReadonlyMap<string, CaseState>> {
  return viewer ? findCaseStates(db, viewer.userId) : new Map();
}

/** The viewer's state of one case; null for a visitor, who has none. */
export async function caseStateOf(
  viewer: Viewer | null,
  caseId: string,
  context: Pick<ServiceContext, "db"> = liveContext(),
): Promise<CaseState | null> {
  if (!viewer) return null;
  return (await caseStatesOf(viewer, context)).get(caseId) ?? NO_STATE;
}
