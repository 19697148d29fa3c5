/**
 * Every door into the product, and the action of the permission table it stands for.
 *
 * `surfaces.test.ts` walks the pages, routes, server actions and socket events that exist: one that
 * is missing here, or is here and no longer exists, fails the build.
 */
import type { Action } from "./roles";

type Doors = Readonly<Record<string, Action>>;

/** By address. */
export const PAGES = {
  "/": "site:read",
  "/home": "interview:list",
  "/interviews/[interviewId]": "interview:view",
  "/interviews/[interviewId]/review": "review:read",
  "/interviews/[interviewId]/room": "room:enter",
  "/interviews/new": "interview:create",
  "/join/[token]": "invite:open",
  "/library": "library:read",
  "/library/cases/[caseId]": "library:read",
  "/library/cases/[caseId]/material": "library:material",
  "/library/cases/[caseId]/sheet": "library:material",
  "/library/estimation": "library:read",
  "/library/failure-modes": "library:read",
  "/library/frameworks": "library:read",
  "/library/frameworks/[frameworkId]": "library:read",
  "/library/frameworks/[frameworkId]/sheet": "library:read",
  "/library/glossary": "library:read",
  "/library/own": "content:write",
  "/library/own/[itemId]": "content:write",
  "/library/own/[itemId]/preview": "content:write",
  "/library/own/[itemId]/versions": "content:write",
  "/library/own/new": "content:write",
  "/library/rubrics": "library:read",
  "/library/rubrics/[rubricId]": "library:read",
  "/practise": "account:enter",
  "/reset/[token]": "account:enter",
  "/settings": "account:manage",
  "/sign-in": "account:enter",
  "/sign-up": "account:enter",
} as const satisfies Doors;

/** By method and address. */
export const ROUTES = {
  "GET /api/auth/[...nextauth]": "account:enter",
  "GET /health/live": "site:health",
  "GET /health/ready": "site:health",
  "GET /interviews/[interviewId]/review/excalidraw": "review:read",
  "GET /interviews/[interviewId]/review/markdown": "review:read",
  "GET /library/cases/[caseId]/sheet/markdown": "library:material",
  "GET /library/frameworks/[frameworkId]/sheet/markdown": "library:read",
  "GET /library/own/[itemId]/yaml": "content:write",
  "GET /metrics": "site:metrics",
  "POST /api/auth/[...nextauth]": "account:enter",
} as const satisfies Doors;

/** By the address they are beside, and their name. */
export const SERVER_ACTIONS = {
  "/interviews/[interviewId] cancelAction": "interview:cancel",
  "/interviews/[interviewId] changeLinkAction": "invite:manage",
  "/interviews/[interviewId] deleteAction": "interview:delete",
  "/interviews/[interviewId] leaveAction": "interview:leave",
  "/interviews/[interviewId] removeParticipantAction": "participant:remove",
  "/interviews/[interviewId]/scorecard releaseCardsAction": "scorecard:release",
  "/interviews/[interviewId]/scorecard saveDraftAction": "scorecard:write",
  "/interviews/[interviewId]/scorecard submitCardAction": "scorecard:submit",
  "/interviews/new createInterviewAction": "interview:create",
  "/join/[token] acceptInviteAction": "invite:accept",
  "/library/cases/[caseId] unlockCaseAction": "library:unlock",
  "/library/own checkTextAction": "content:write",
  "/library/own deleteDraftAction": "content:write",
  "/library/own importTextAction": "content:write",
  "/library/own publishAction": "content:write",
  "/library/own saveDraftAction": "content:write",
  "/library/own startBlankAction": "content:write",
  "/library/own startCopyAction": "content:write",
  "/library/own withdrawAction": "content:write",
  "/practise enterAsGuestAction": "account:enter",
  "/reset/[token] resetPasswordAction": "account:enter",
  "/settings changePasswordAction": "account:manage",
  "/settings deleteAccountAction": "account:manage",
  "/settings renameAction": "account:manage",
  "/settings saveAsAccountAction": "account:manage",
  "/settings signOutEverywhereAction": "account:manage",
  "/settings signOutHereAction": "account:manage",
  "/sign-in signInAction": "account:enter",
  "/sign-up signUpAction": "account:enter",
} as const satisfies Doors;

/** What a browser may ask over its socket, by namespace and event. */
export const SOCKET_REQUESTS = {
  "/private doc:bind": "private:read",
  "/private doc:part": "private:write",
  "/private doc:sync": "private:read",
  "/private doc:update": "private:write",
  "/private doc:watermark": "private:read",
  "/private presence:update": "private:read",
  "/private private:join": "private:read",
  "/room clock:command": "clock:command",
  "/room clock:sync": "clock:read",
  "/room doc:bind": "shared:read",
  "/room doc:part": "shared:write",
  "/room doc:sync": "shared:read",
  "/room doc:update": "shared:write",
  "/room doc:watermark": "shared:read",
  "/room presence:update": "shared:presence",
  "/room room:join": "room:enter",
  "/room room:ready": "room:ready",
} as const satisfies Doors;

/** What a browser is told over its socket, by namespace and event. */
export const SOCKET_ANNOUNCEMENTS = {
  "/private doc:refused": "private:read",
  "/private doc:reset": "private:read",
  "/private doc:saved": "private:read",
  "/private doc:updated": "private:read",
  "/private presence:changed": "private:read",
  "/private roster:changed": "private:read",
  "/room doc:refused": "shared:read",
  "/room doc:reset": "shared:read",
  "/room doc:saved": "shared:read",
  "/room doc:updated": "shared:read",
  "/room interview:changed": "clock:read",
  "/room presence:changed": "shared:read",
  "/room room:closing": "room:enter",
  "/room room:left": "room:enter",
  "/room roster:changed": "shared:read",
  "/room scorecards:changed": "interview:view",
  "/room storage:changed": "shared:read",
} as const satisfies Doors;
