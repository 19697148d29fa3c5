import type { InterviewId } from "@/lib/domain/ids";
import type { InterviewStatus } from "@/lib/domain/interview";
import type { InterviewLength, Level } from "@/lib/domain/plan";
import { ok, type Result } from "@/lib/domain/result";
import { may, type ParticipantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { type AccessRefusal, requirePermission } from "./authorize";
import { liveContext, type ServiceContext } from "./context";
import { caseOf } from "./interview-content";
import { type JoinLink, listJoinLinks } from "./manage-people";

export interface InterviewOverview {
  id: InterviewId;
  caseTitle: string;
  status: InterviewStatus;
  level: Level;
  lengthMinutes: InterviewLength;
  createdAt: Date;
  scheduledFor: Date | null;
  callLink: string | null;
  people: {
    number: number;
    name: string | null;
    role: ParticipantRole;
    isHost: boolean;
    isMe: boolean;
    hasLeft: boolean;
  }[];
  myRole: ParticipantRole | null;
  /** Null for those who may not hand out links, or when nobody can join any more. */
  links: JoinLink[] | null;
  can: {
    enter: boolean;
    review: boolean;
    cancel: boolean;
    leave: boolean;
    remove: boolean;
    delete: boolean;
  };
}

/** The page about one interview, outside its room. */
export async function loadInterview(
  viewer: Viewer,
  interviewId: InterviewId,
  context: ServiceContext = liveContext(),
): Promise<Result<InterviewOverview, AccessRefusal>> {
  const access = await requirePermission(context.db, viewer, interviewId, "interview:view");
  if (!access.ok) return access;
  const { interview, people, me, asker } = access.value;
  const { status } = interview;
  const [chosenCase, links] = await Promise.all([
    caseOf(context, interview),
    may(asker, "invite:manage", status) ? listJoinLinks(viewer, interviewId, context) : null,
  ]);
  return ok({
    id: interview.id,
    caseTitle: chosenCase.title,
    status,
    level: interview.level,
    lengthMinutes: interview.lengthMinutes,
    createdAt: interview.createdAt,
    scheduledFor: interview.scheduledFor,
    callLink: interview.callLink,
    people: people.map((person) => ({
      number: person.number,
      name: person.name,
      role: person.role,
      isHost: person.userId !== null && person.userId === interview.hostId,
      isMe: person.number === me?.number,
      hasLeft: person.removedAt !== null,
    })),
    myRole: me?.role ?? null,
    links: links?.ok ? links.value : null,
    can: {
      enter: may(asker, "room:enter", status),
      review: may(asker, "review:read", status),
      cancel: may(asker, "interview:cancel", status),
      leave: may(asker, "interview:leave", status) && !asker.isHost,
      remove: may(asker, "participant:remove", status),
      delete: may(asker, "interview:delete", status),
    },
  });
}
