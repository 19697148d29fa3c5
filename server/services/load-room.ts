import { candidateView, interviewerBrief } from "@/lib/domain/content/case-views";
import { candidateFramework, scopeWindowOf, scoredPhases } from "@/lib/domain/content/framework";
import { guideFailures, ownFailures } from "@/lib/domain/content/guide-failures";
import { phaseGuide } from "@/lib/domain/content/phase-guide";
import { paletteStencil } from "@/lib/domain/content/stencil";
import { termsIn } from "@/lib/domain/content/term-marks";
import type { InterviewId } from "@/lib/domain/ids";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { may } from "@/lib/domain/roles";
import type { InterviewerGuide, OwnCard, RoomView } from "@/lib/domain/room-view";
import { EMPTY_DRAFT } from "@/lib/domain/scorecard";
import type { Viewer } from "@/lib/domain/viewer";
import { findCards } from "../db/scorecards";
import { log } from "../log";
import { type Access, type AccessRefusal, requirePermission } from "./authorize";
import { liveContext, type ServiceContext } from "./context";
import { caseOf, frameworkOf, rubricOf } from "./interview-content";
import { glossaryTerms, textsOf } from "./library-wording";
import { loadEstimation } from "./load-estimation";
import { listJoinLinks } from "./manage-people";
import { referenceDrawing } from "./reference-drawing";
import { finishWhenAllIn } from "./write-scorecard";

/** The closed half of case and framework, where the permission table opens it; null otherwise. */
async function guideFor(
  { asker, interview }: Access,
  context: ServiceContext,
): Promise<InterviewerGuide | null> {
  const isOpen =
    may(asker, "brief:read-interviewer", interview.status) ||
    may(asker, "brief:read-after-end", interview.status);
  if (!isOpen) return null;
  const [chosenCase, framework] = await Promise.all([
    caseOf(context, interview),
    frameworkOf(context, interview),
  ]);
  const brief = interviewerBrief(chosenCase);
  const { failureModes } = context.content;
  return {
    brief,
    drawing: drawingOf(brief, context),
    phases: scoredPhases(framework).map((phase) => phaseGuide(phase, brief, interview.level)),
    failures: Object.fromEntries(
      scoredPhases(framework).map((phase) => [
        phase.id,
        guideFailures(phase, brief, failureModes.values()),
      ]),
    ),
    ownFailures: ownFailures(brief, (id) => failureModes.has(id)),
  };
}

/** A room opens without its drawing too. */
async function drawingOf(
  brief: InterviewerGuide["brief"],
  context: ServiceContext,
): InterviewerGuide["drawing"] {
  try {
    return await referenceDrawing(brief, context);
  } catch (error) {
    log.error("a reference canvas could not be laid out", { error });
    return null;
  }
}

async function ownCard(
  { me, interview }: Access,
  context: ServiceContext,
): Promise<OwnCard | null> {
  if (!me || me.role === "observer") return null;
  const cards = await findCards(context.db, interview.id);
  const mine = cards.find((card) => card.author === me.number);
  return {
    kind: me.role === "interviewer" ? "interviewer" : "self",
    draft: mine?.draft ?? EMPTY_DRAFT,
    submittedAt: mine?.submittedAt ?? null,
  };
}

/**
 * Everything the room's page starts with, cut to the viewer's role here, on the
 * server: what a role may not know is not in the answer.
 *
 * @returns `finished` or `cancelled` when there is no room any more
 */
export async function loadRoom(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<RoomView, AccessRefusal | "finished" | "cancelled">> {
  const access = await requirePermission(context.db, viewer, interviewId, "interview:view");
  if (!access.ok) return access;
  const { interview, me, asker, people } = access.value;
  const { status } = interview;
  if (status === "finished" || status === "cancelled") return refuse(status);
  if (!me || !may(asker, "room:enter", status)) return refuse("not-allowed");
  if (status === "debrief" && (await finishWhenAllIn(interviewId, people, context)))
    return refuse("finished");

  const [chosenCase, framework, rubric, card, links, guide] = await Promise.all([
    caseOf(context, interview),
    frameworkOf(context, interview),
    rubricOf(context, interview),
    ownCard(access.value, context),
    may(asker, "invite:manage", status) ? listJoinLinks(viewer, interviewId, context) : null,
    guideFor(access.value, context),
  ]);
  const view = candidateView(chosenCase);
  const phases = candidateFramework(framework, interview.mode);
  return ok({
    interviewId,
    status,
    me: {
      userId: viewer.userId,
      participant: me.number,
      name: viewer.name,
      role: me.role,
      isHost: asker.isHost,
      isGuest: viewer.isGuest,
    },
    host: people.find((person) => person.userId === interview.hostId)?.number ?? null,
    level: interview.level,
    mode: interview.mode,
    lengthMinutes: interview.lengthMinutes,
    plan: interview.plan,
    callLink: interview.callLink,
    scheduledFor: interview.scheduledFor,
    case: view,
    framework: phases,
    scopeWindow:
      interview.mode === "guided" || me.role === "interviewer"
        ? scopeWindowOf(framework, interview.lengthMinutes)
        : null,
    rubric,
    stencils: context.content.stencils.map(paletteStencil),
    motifs: context.content.motifs,
    calculators: me.role === "observer" ? [] : loadEstimation(context).calculators,
    guide,
    terms: termsIn(textsOf([view, phases, guide]), glossaryTerms(context)),
    joinLinks: links?.ok ? links.value : null,
    card,
  });
}
