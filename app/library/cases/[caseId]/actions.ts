"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { ContentId } from "@/lib/domain/content/identifiers";
import { type Result, refuse } from "@/lib/domain/result";
import { requireViewer } from "@/server/auth/viewer";
import { unlockCase } from "@/server/services/library-material";

/** Opens the interviewer's half of a case to the viewer and goes there; answers only when it cannot. */
export async function unlockCaseAction(caseId: unknown): Promise<Result<null, "not-found">> {
  const viewer = await requireViewer();
  const id = ContentId.safeParse(caseId);
  if (!id.success) return refuse("not-found");
  const unlocked = await unlockCase(viewer, id.data);
  if (!unlocked.ok) return unlocked;
  // Lists and pages that the browser keeps show the case as it was.
  revalidatePath("/library", "layout");
  redirect(`/library/cases/${id.data}/material`);
}
