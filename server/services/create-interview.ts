import { randomUUID } from "node:crypto";
import { scoredPhases } from "@/lib/domain/content/framework";
import { planFor } from "@/lib/domain/content/framework-plan";
import { InterviewId, SYSTEM_AUTHOR } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import { MAX_SCHEDULE_AHEAD_MS, type NewInterviewInput } from "@/lib/domain/new-interview";
import { withMinutes } from "@/lib/domain/plan";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { InviteRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { encodeLogItem, SURFACE_DOCUMENT, SURFACE_NOTES } from "@/lib/recording/log-entry";
import { buildNotesStarter, buildStarter } from "@/lib/room-document/starter";
import { insertInterview } from "../db/interviews";
import { choosableContent } from "./content-registry";
import { liveContext, type ServiceContext } from "./context";
import { newInvite } from "./invite-tokens";

export type CreateRefusal =
  | "unknown-case"
  | "unknown-framework"
  | "unknown-rubric"
  | "wrong-total"
  | "wrong-count"
  | "out-of-range"
  | "past"
  | "too-far";

/** Links that make sense beside a host of this role. */
export function linkRoles(role: NewInterviewInput["role"]): InviteRole[] {
  if (role === "solo") return ["observer"];
  return role === "candidate"
    ? ["interviewer", "observer"]
    : ["candidate", "interviewer", "observer"];
}

function starterEntry(update: Uint8Array, surfaces: number): Uint8Array {
  return encodeLogItem({
    type: "edit",
    sender: SYSTEM_AUTHOR,
    firstSeq: 1,
    lastSeq: 1,
    surfaces,
    update,
  });
}

/**
 * Creates an interview with its starter document, the host's seat and a join link
 * per role that is still free. It keeps the versions of case, framework and rubric
 * that are current now.
 */
export async function createInterview(
  viewer: Viewer,
  input: NewInterviewInput,
  context: ServiceContext = liveContext(),
): Promise<Result<{ interviewId: InterviewId }, CreateRefusal>> {
  const { db, secret } = context;
  const content = await choosableContent(context);
  const chosenCase = content.cases.get(input.caseId);
  if (!chosenCase) return refuse("unknown-case");
  const framework = content.frameworks.get(input.frameworkId);
  if (!framework) return refuse("unknown-framework");
  const rubric = content.rubrics.get(input.rubricId);
  if (!rubric) return refuse("unknown-rubric");
  const plan = withMinutes(
    planFor(framework, input.lengthMinutes),
    input.minutes,
    input.lengthMinutes,
  );
  if (!plan.ok) return plan;

  const now = Date.now();
  if (input.scheduledFor) {
    if (input.scheduledFor.getTime() < now) return refuse("past");
    if (input.scheduledFor.getTime() > now + MAX_SCHEDULE_AHEAD_MS) return refuse("too-far");
  }
  const state: InterviewState = { status: input.scheduledFor ? "scheduled" : "lobby" };
  const sections = scoredPhases(framework).map((phase) => ({
    phaseId: phase.id,
    // What to write where is part of the guidance; an exam begins with empty sections.
    blocks: input.mode === "guided" ? phase.starter.blocks : [],
  }));

  const interviewId = InterviewId.parse(randomUUID());
  await insertInterview(db, {
    id: interviewId,
    hostId: viewer.userId,
    hostRole: input.role,
    scheduledFor: input.scheduledFor,
    level: input.level,
    mode: input.mode,
    lengthMinutes: input.lengthMinutes,
    case: { id: chosenCase.id, version: chosenCase.version },
    framework: { id: framework.id, version: framework.version },
    rubric: { id: rubric.id, version: rubric.version },
    plan: plan.value,
    callLink: input.callLink,
    state,
    sharedStarter: starterEntry(buildStarter(sections), SURFACE_DOCUMENT),
    privateStarter: starterEntry(buildNotesStarter(), SURFACE_NOTES),
    invites: linkRoles(input.role).map((role) =>
      newInvite(secret, role, input.scheduledFor ?? new Date(now)),
    ),
  });
  return ok({ interviewId });
}
