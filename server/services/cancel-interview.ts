import { randomUUID } from "node:crypto";
import { CommandId, type InterviewId, SYSTEM_AUTHOR } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import type { RefusalCode } from "@/lib/protocol/refusals";
import { type AccessRefusal, requirePermission } from "./authorize";
import { changeInterview } from "./change-interview";
import { liveContext, type ServiceContext } from "./context";

/** Calls an interview off that has not started. People in its lobby see it at once. */
export async function cancelInterview(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<null, AccessRefusal | RefusalCode>> {
  const access = await requirePermission(context.db, viewer, interviewId, "interview:cancel");
  if (!access.ok) return access;
  const commandId = CommandId.parse(randomUUID());
  const changed = await changeInterview(
    context.db,
    interviewId,
    commandId,
    { type: "cancel" },
    access.value.me?.number ?? SYSTEM_AUTHOR,
  );
  return changed.ok ? ok(null) : changed;
}
