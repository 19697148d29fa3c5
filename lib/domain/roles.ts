/**
 * The permission table: who may do what, in which state of an interview.
 *
 * Guards in services and in the room's admission read it, and so do the tests;
 * a page, route, action or socket event that is not in `surfaces.ts` fails the build.
 */
import { z } from "zod";
import type { InterviewStatus } from "./interview";

/** A participant's role. `solo` is a candidate who also drives the clock. */
export const ParticipantRole = z.enum(["interviewer", "candidate", "observer", "solo"]);
export type ParticipantRole = z.infer<typeof ParticipantRole>;

/** Roles a join link can carry. */
export const InviteRole = z.enum(["interviewer", "candidate", "observer"]);
export type InviteRole = z.infer<typeof InviteRole>;

/** Everybody a request can come from, as one interview sees them. */
export const Standing = z.enum(["anonymous", "outsider", "removed", ...ParticipantRole.options]);
export type Standing = z.infer<typeof Standing>;

/** A board needs one voice; two interviewers is what real panels send. */
export const MAX_INTERVIEWERS = 2;
export const MAX_CANDIDATES = 1;
/** Eight watch comfortably in the list of people; more belongs in a call. */
export const MAX_OBSERVERS = 8;

export interface Asker {
  standing: Standing;
  /** Created the interview. Counts only together with a sign-in. */
  isHost: boolean;
  isAdmin: boolean;
  isCoach: boolean;
}

type Who = Standing | "host" | "coach" | "admin";
interface Rule {
  who: readonly Who[];
  /** Absent: in every state. */
  states?: readonly InterviewStatus[];
}

const MEMBERS = ["interviewer", "candidate", "observer", "solo"] as const;
const SIGNED_IN = ["outsider", "removed", ...MEMBERS, "coach", "admin"] as const;
const EVERYBODY = ["anonymous", ...SIGNED_IN] as const;
const BEFORE_END = ["scheduled", "lobby", "live"] as const;
const NOT_CANCELLED = ["scheduled", "lobby", "live", "debrief", "finished"] as const;

export const PERMISSIONS = {
  // the site
  "site:read": { who: EVERYBODY },
  "site:health": { who: EVERYBODY },
  /** Nobody who signs in: a machine with the operator's token. */
  "site:metrics": { who: [] },
  "account:enter": { who: EVERYBODY },
  "account:manage": { who: SIGNED_IN },
  // the library
  "library:read": { who: EVERYBODY },
  /** "I am interviewing this case": what is on the interviewer's pages is spoiled from then on. */
  "library:unlock": { who: SIGNED_IN },
  /** The service then asks whether this person has unlocked the case. */
  "library:material": { who: SIGNED_IN },
  /** The installation's own cases, frameworks and rubrics: all of them, drafts included. */
  "content:write": { who: ["coach", "admin"] },
  "interview:list": { who: SIGNED_IN },
  "interview:create": { who: SIGNED_IN },
  "invite:open": { who: EVERYBODY },
  "invite:accept": { who: SIGNED_IN, states: BEFORE_END },
  // one interview
  "interview:view": { who: [...MEMBERS, "host"] },
  "interview:leave": { who: MEMBERS },
  "interview:cancel": { who: ["host"], states: ["scheduled", "lobby"] },
  "interview:delete": { who: ["host"] },
  "invite:manage": { who: ["host", "interviewer"], states: BEFORE_END },
  "participant:remove": { who: ["host", "interviewer"], states: BEFORE_END },
  "brief:read-candidate": { who: MEMBERS, states: NOT_CANCELLED },
  "brief:read-interviewer": { who: ["interviewer"] },
  /** Solo: the brief opens after the end. */
  "brief:read-after-end": { who: ["interviewer", "solo"], states: ["debrief", "finished"] },
  // the room
  "room:enter": { who: MEMBERS, states: ["scheduled", "lobby", "live", "debrief"] },
  "room:ready": { who: ["interviewer", "candidate", "solo"], states: ["scheduled", "lobby"] },
  "clock:read": { who: MEMBERS },
  "clock:command": { who: ["interviewer", "solo"], states: ["scheduled", "lobby", "live"] },
  "shared:read": { who: MEMBERS, states: NOT_CANCELLED },
  "shared:write": { who: ["interviewer", "candidate", "solo"], states: ["live"] },
  /** Observers watch without being seen: a stranger's pointer on the canvas is a distraction. */
  "shared:presence": {
    who: ["interviewer", "candidate", "solo"],
    states: ["lobby", "live", "debrief"],
  },
  "private:read": { who: ["interviewer"] },
  "private:write": { who: ["interviewer"], states: ["scheduled", "lobby", "live", "debrief"] },
  // after
  "scorecard:write": {
    who: ["interviewer", "candidate", "solo"],
    states: ["live", "debrief"],
  },
  "scorecard:submit": {
    who: ["interviewer", "candidate", "solo"],
    states: ["debrief"],
  },
  "scorecard:release": { who: ["interviewer"], states: ["debrief"] },
  /** Cards are open in it, so it opens when they do. */
  "review:read": { who: MEMBERS, states: ["finished"] },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof PERMISSIONS;
export const ACTIONS = Object.keys(PERMISSIONS) as Action[];

/**
 * Whether the asker may do this in this state. A `status` of null means the action
 * is not about one interview; a rule that names states then refuses.
 */
export function may(asker: Asker, action: Action, status: InterviewStatus | null): boolean {
  const rule: Rule = PERMISSIONS[action];
  if (rule.states && (status === null || !rule.states.includes(status))) return false;
  if (rule.who.includes(asker.standing)) return true;
  if (asker.standing === "anonymous") return false;
  return (
    (asker.isHost && rule.who.includes("host")) ||
    (asker.isCoach && rule.who.includes("coach")) ||
    (asker.isAdmin && rule.who.includes("admin"))
  );
}
