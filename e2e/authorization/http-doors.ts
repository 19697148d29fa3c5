/** How each page, route and server action is knocked on: with everything right but, perhaps, who asks. */
import { randomUUID } from "node:crypto";
import type { ParticipantNumber } from "@/lib/domain/ids";
import { may } from "@/lib/domain/roles";
import { PAGES, ROUTES, SERVER_ACTIONS } from "@/lib/domain/surfaces";
import { loadContent } from "../../server/content/load-content";
import { insertCaseUnlock } from "../../server/db/case-unlocks";
import { submitCard } from "../../server/db/scorecards";
import { hashPassword } from "../../server/services/passwords";
import { makeResetLink } from "../../server/services/reset-password";
import { newInterview, unwrap, wholeDraft } from "../../server/services/testing/interview-database";
import type { Answer, Caller } from "./caller";
import { askerOf, OWN_ITEM, type Stage, type Theatre, type Who } from "./stage";

export type PageDoor = keyof typeof PAGES;
export type RouteDoor = keyof typeof ROUTES;
export type ActionDoor = keyof typeof SERVER_ACTIONS;
export const PAGE_DOORS = Object.keys(PAGES) as PageDoor[];
export const ROUTE_DOORS = Object.keys(ROUTES) as RouteDoor[];
export const ACTION_DOORS = Object.keys(SERVER_ACTIONS) as ActionDoor[];

/** The case that the library's doors are tried with. */
const CASE = "ad-click-prediction";

/** Whether a door is about one interview, and so open or closed by its state. */
export const isAboutInterview = (door: string) => door.includes("[interviewId]");
export const isByInvitation = (door: string) => door.includes("/join/[token]");

/** Where a page or route is, on this stage. A token of 43 characters that nobody was given is right too. */
export function addressOf(door: PageDoor | RouteDoor, { interviewId, token }: Stage): string {
  return door
    .replace(/^[A-Z]+ /, "")
    .replace("[interviewId]", interviewId)
    .replace("[caseId]", CASE)
    .replace("[frameworkId]", "fw-canonical7")
    .replace("[rubricId]", "rb-default6")
    .replace("[itemId]", OWN_ITEM)
    .replace("/join/[token]", `/join/${token}`)
    .replace("/reset/[token]", `/reset/${"A".repeat(43)}`);
}

/** May first arrange what only this route needs. */
type RouteKnock = (caller: Caller, stage: Stage, who: Who, theatre: Theatre) => Promise<Answer>;

export const ROUTE_KNOCKS: Record<RouteDoor, RouteKnock> = {
  "GET /api/auth/[...nextauth]": (caller) => caller.send("/api/auth/session"),
  "POST /api/auth/[...nextauth]": (caller) =>
    caller.send("/api/auth/callback/account", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "email=&password=",
    }),
  "GET /health/live": (caller) => caller.send("/health/live"),
  "GET /health/ready": (caller) => caller.send("/health/ready"),
  "GET /interviews/[interviewId]/review/excalidraw": get(
    "GET /interviews/[interviewId]/review/excalidraw",
  ),
  "GET /interviews/[interviewId]/review/markdown": get(
    "GET /interviews/[interviewId]/review/markdown",
  ),
  "GET /library/cases/[caseId]/sheet/markdown": async (caller, stage, who, { db }) => {
    // The door is for everybody signed in; what is behind it, for whoever has unlocked the case.
    const viewer = stage.viewerOf(who);
    if (viewer) await insertCaseUnlock(db(), viewer.userId, CASE);
    return caller.send(addressOf("GET /library/cases/[caseId]/sheet/markdown", stage));
  },
  "GET /library/frameworks/[frameworkId]/sheet/markdown": get(
    "GET /library/frameworks/[frameworkId]/sheet/markdown",
  ),
  "GET /library/own/[itemId]/yaml": get("GET /library/own/[itemId]/yaml"),
  "GET /metrics": get("GET /metrics"),
};

function get(door: RouteDoor) {
  return (caller: Caller, stage: Stage) => caller.send(addressOf(door, stage));
}

interface ActionKnock {
  /** The page that calls it, where it is not the one it is beside. */
  from?: PageDoor;
  /** What is sent; may first arrange what only this action needs. */
  args(stage: Stage, who: Who, theatre: Theatre): readonly unknown[] | Promise<readonly unknown[]>;
}

export const PASSWORD = "an old password of the tests";
const NEXT_PASSWORD = "another password of the tests";

const aboutInterview: ActionKnock = { args: ({ interviewId }) => [interviewId] };

const card = (evidence: string): ActionKnock => ({
  from: "/interviews/[interviewId]/room",
  args: async ({ interviewId, seats }, who, { db }) => {
    // A card is submitted once; whoever may submit one has not yet.
    if (seats[who] !== undefined)
      await db().scorecard.deleteMany({ where: { interviewId, author: seats[who] } });
    return [interviewId, wholeDraft(evidence)];
  },
});

export const ACTION_KNOCKS: Record<ActionDoor, ActionKnock> = {
  "/interviews/[interviewId] cancelAction": aboutInterview,
  "/interviews/[interviewId] changeLinkAction": {
    args: ({ interviewId }) => [interviewId, "observer", "reissue"],
  },
  "/interviews/[interviewId] deleteAction": aboutInterview,
  "/interviews/[interviewId] leaveAction": aboutInterview,
  "/interviews/[interviewId] removeParticipantAction": {
    args: async (stage, who, { db }) => {
      const { interviewId, seats } = stage;
      const number = who === "solo" ? 2 : (seats.observer ?? seats.candidate ?? 0);
      // Alone there is nobody to remove, until somebody comes to watch.
      if (who === "solo")
        await db().participant.create({
          data: {
            interviewId,
            number,
            userId: stage.viewerOf("outsider")?.userId ?? null,
            role: "observer",
          },
        });
      return [interviewId, number];
    },
  },
  "/interviews/[interviewId]/scorecard releaseCardsAction": {
    from: "/interviews/[interviewId]/room",
    args: async ({ interviewId, seats }, who, { db }) => {
      // Whoever opens the cards has to have submitted one.
      const { ratings, ...rest } = wholeDraft("Seen.");
      const author = seats[who] as ParticipantNumber | undefined;
      if (author !== undefined)
        await submitCard(db(), interviewId, author, "interviewer", {
          ...rest,
          ratings: Object.fromEntries(
            Object.keys(ratings).map((id) => [id, { score: 3, evidence: "Seen." }]),
          ),
        });
      return [interviewId];
    },
  },
  "/interviews/[interviewId]/scorecard saveDraftAction": card("A draft."),
  "/interviews/[interviewId]/scorecard submitCardAction": card("A card."),
  "/interviews/new createInterviewAction": { args: () => [newInterview()] },
  "/join/[token] acceptInviteAction": { args: ({ token }) => [token] },
  "/library/cases/[caseId] unlockCaseAction": { args: () => [CASE] },
  "/library/own checkTextAction": {
    from: "/library/own/[itemId]",
    args: () => [OWN_ITEM, { text: "name: Ours", form: null }],
  },
  "/library/own deleteDraftAction": {
    from: "/library/own/[itemId]",
    args: async (_stage, who, theatre) => [await draftFor(who, theatre)],
  },
  "/library/own importTextAction": {
    from: "/library/own/new",
    args: () => ["name: Ours", "rubric"],
  },
  "/library/own publishAction": {
    from: "/library/own/[itemId]/versions",
    args: async (_stage, who, theatre) => [await draftFor(who, theatre), 1],
  },
  "/library/own saveDraftAction": {
    from: "/library/own/[itemId]",
    args: async (_stage, who, theatre) => [
      await draftFor(who, theatre),
      { text: "name: Ours, changed", form: null, revision: 1 },
    ],
  },
  "/library/own startBlankAction": { from: "/library/own/new", args: () => ["rubric"] },
  "/library/own startCopyAction": {
    from: "/library/own/new",
    args: () => ["rubric", "rb-default6"],
  },
  "/library/own withdrawAction": {
    from: "/library/own/[itemId]/versions",
    args: async (_stage, who, theatre) => {
      const id = await draftFor(who, theatre);
      await theatre.db().ownContent.updateMany({
        where: { id, NOT: { id: OWN_ITEM } },
        data: { contentId: `own-${id}`, publishedVersion: 1 },
      });
      return [id, true];
    },
  },
  "/practise enterAsGuestAction": { args: () => [null, form({ name: "Gina" })] },
  "/reset/[token] resetPasswordAction": {
    args: async (_stage, _who, { db }) => {
      const email = await account(db());
      const link = unwrap(await makeResetLink(email, { db: db(), now: new Date() }));
      return [link.path.replace("/reset/", ""), null, form({ password: NEXT_PASSWORD })];
    },
  },
  "/settings changePasswordAction": {
    args: async (stage, who, { db }) => {
      await account(db(), stage.viewerOf(who)?.userId);
      return [null, form({ current: PASSWORD, next: NEXT_PASSWORD })];
    },
  },
  "/settings deleteAccountAction": { args: () => [] },
  "/settings renameAction": { args: () => [null, form({ name: "Somebody else" })] },
  "/settings saveAsAccountAction": {
    args: () => [null, form({ email: newAddress(), password: NEXT_PASSWORD })],
  },
  "/settings signOutEverywhereAction": { args: () => [] },
  "/settings signOutHereAction": { args: () => [] },
  "/sign-in signInAction": {
    args: async (_stage, _who, { db }) => {
      const email = await account(db());
      return [null, form({ email, password: PASSWORD })];
    },
  },
  "/sign-up signUpAction": {
    args: () => [form({ name: "Sven", email: newAddress(), password: NEXT_PASSWORD })],
  },
};

/** A draft that can be published, for whoever may change one; for everybody else the one that must stay. */
async function draftFor(who: Who, { db }: Theatre): Promise<string> {
  if (!may(askerOf(who), "content:write", null)) return OWN_ITEM;
  const { defaultRubric } = loadContent();
  const id = randomUUID();
  const draft = JSON.stringify({ ...defaultRubric, id: `own-${id}`, version: 1 });
  await db().ownContent.create({ data: { id, kind: "rubric", title: "Another", draft } });
  return id;
}

/** The page an action is posted to. */
export function pageOf(door: ActionDoor): PageDoor {
  // Actions are listed with the page they are beside, or say which page calls them.
  return ACTION_KNOCKS[door].from ?? (door.split(" ")[0] as PageDoor);
}

export function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const newAddress = () => `${randomUUID()}@example.org`;

let passwordHash: Promise<string> | undefined;

/** Gives somebody, or somebody new, an address and the password above. */
export async function account(
  db: ReturnType<Theatre["db"]>,
  userId: string = randomUUID(),
): Promise<string> {
  const email = newAddress();
  passwordHash ??= hashPassword(PASSWORD);
  const data = { email, passwordHash: await passwordHash };
  await db.user.upsert({
    where: { id: userId },
    create: { id: userId, name: "Anna", ...data },
    update: data,
  });
  return email;
}
