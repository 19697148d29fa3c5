/**
 * The permission table, cell by cell, at the doors of the built app: every page in every form, every
 * route, every server action and every socket event, for everybody, in every state of an interview.
 * What is expected is read from the table; how a door is knocked on is in the files beside.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InterviewStatus } from "@/lib/domain/interview";
import { type Action, may } from "@/lib/domain/roles";
import {
  PAGES,
  ROUTES,
  SERVER_ACTIONS,
  SOCKET_ANNOUNCEMENTS,
  SOCKET_REQUESTS,
} from "@/lib/domain/surfaces";
import { PRIVATE_NAMESPACE } from "@/lib/protocol/messages";
import { findWords } from "../support/scanner";
import { actionIds, PAGE_FORMS } from "./caller";
import { openHouse } from "./house";
import {
  ACTION_DOORS,
  ACTION_KNOCKS,
  type ActionDoor,
  addressOf,
  isAboutInterview,
  isByInvitation,
  PAGE_DOORS,
  pageOf,
  ROUTE_DOORS,
  ROUTE_KNOCKS,
} from "./http-doors";
import {
  type AnnouncementDoor,
  isAnswer,
  PROVOKED,
  SOCKET_DOORS,
  SOCKET_KNOCKS,
  type SocketDoor,
} from "./socket-doors";
import { askerOf, EVERYBODY, STATUSES, type Who, type Words } from "./stage";
import { actionVerdict, expected, pageVerdict, routeVerdict, type Verdict } from "./verdicts";
import { type Visit, visit, whenEntered } from "./visit";

const ANNOUNCEMENTS = Object.keys(PROVOKED) as AnnouncementDoor[];

const house = openHouse();

/** What is not about one interview is asked once, in any state of one. */
const statusesFor = (door: string) =>
  isAboutInterview(door) || isByInvitation(door) ? STATUSES : (["debrief"] as const);

function expectedAt(
  door: string,
  who: Who,
  action: Parameters<typeof may>[1],
  status: (typeof STATUSES)[number],
) {
  const isOfOne = isAboutInterview(door) || isByInvitation(door);
  return expected(who, action, isOfOne ? status : null, isByInvitation(door));
}

let cells = 0;
type Cells = Record<string, Verdict>;

test("every page, route and action has a knock, and no knock is left of one that is gone", () => {
  const sorted = (table: object) => Object.keys(table).sort();
  expect(sorted(ROUTE_KNOCKS)).toEqual(sorted(ROUTES));
  expect(sorted(ACTION_KNOCKS)).toEqual(sorted(SERVER_ACTIONS));
  // Pages need no more than their address, and an address has no other gaps than these.
  for (const door of PAGE_DOORS)
    expect(
      door.replaceAll(/\[(interviewId|token|caseId|frameworkId|rubricId|itemId)\]/g, ""),
    ).not.toContain("[");
});

const doorsTimesPeople = <D extends string>(doors: readonly D[]) =>
  doors.flatMap((door) => EVERYBODY.map((who) => ({ door, who })));

describe("pages", () => {
  /** What a prefetch brings is the same empty frame for everybody, and says nothing. */
  const forms = Object.entries(PAGE_FORMS).filter(([form]) => !form.includes("prefetch"));

  test.each(doorsTimesPeople(PAGE_DOORS))(
    "$door opens to the $who as the table says",
    async ({ door, who }) => {
      const [got, wanted]: [Cells, Cells] = [{}, {}];
      for (const status of statusesFor(door)) {
        const stage = await house.stageFor(who, status);
        const caller = await house.callerFor(who, stage);
        for (const [form, headers] of forms) {
          cells += 1;
          const answer = await caller.page(addressOf(door, stage), headers);
          got[`${status}, ${form}`] = pageVerdict(answer, isAboutInterview(door));
          wanted[`${status}, ${form}`] = expectedAt(door, who, PAGES[door], status);
        }
      }
      expect(got).toEqual(wanted);
    },
  );

  test.each(PAGE_DOORS.filter(isAboutInterview))(
    "what a prefetch of %s brings is the same for everybody, there or not",
    async (door) => {
      for (const [form, headers] of Object.entries(PAGE_FORMS)) {
        if (!form.includes("prefetch")) continue;
        const bodies = new Set<string>();
        for (const who of EVERYBODY) {
          const stage = await house.stageFor(who, "debrief");
          const caller = await house.callerFor(who, stage);
          for (const interviewId of [stage.interviewId, house.missing]) {
            cells += 1;
            const answer = await caller.page(addressOf(door, { ...stage, interviewId }), headers);
            expect(answer.status).toBe(200);
            bodies.add(answer.body.replaceAll(interviewId, "<id>"));
          }
        }
        expect([...bodies], form).toHaveLength(1);
      }
    },
  );
});

describe("routes", () => {
  test.each(doorsTimesPeople(ROUTE_DOORS))(
    "$door answers the $who as the table says",
    async ({ door, who }) => {
      const [got, wanted]: [Cells, Cells] = [{}, {}];
      for (const status of statusesFor(door)) {
        cells += 1;
        const stage = await house.stageFor(who, status);
        const caller = await house.callerFor(who, stage);
        const answer = await ROUTE_KNOCKS[door](caller, stage, who, house);
        got[status] = routeVerdict(answer);
        // A file is there or not: to a program there is no page to be led to instead.
        const wish = expectedAt(door, who, ROUTES[door], status);
        wanted[status] = wish === "done" ? "done" : "not-found";
      }
      expect(got).toEqual(wanted);
    },
  );
});

describe("server actions", () => {
  let ids: ReadonlyMap<string, string>;
  beforeAll(() => {
    ids = actionIds();
  });
  const idOf = (door: ActionDoor): string => {
    const id = ids.get(door);
    if (!id) throw new Error(`The build has no ${door}`);
    return id;
  };

  test("the build holds the actions of the table, and nothing else", () => {
    expect([...ids.keys()].sort()).toEqual([...ACTION_DOORS].sort());
  });

  /** Whoever has a seat already has nothing to accept: the link leads them there, or says so. */
  const isSeated = (door: ActionDoor, who: Who) =>
    isByInvitation(door) && may(askerOf(who), "interview:leave", "live");

  test.each(doorsTimesPeople(ACTION_DOORS).filter(({ door, who }) => !isSeated(door, who)))(
    "$door obeys the $who as the table says",
    async ({ door, who }) => {
      const [got, wanted]: [Cells, Cells] = [{}, {}];
      for (const status of statusesFor(door)) {
        cells += 1;
        const wish = expectedAt(door, who, SERVER_ACTIONS[door], status);
        wanted[status] = wish;
        // Whoever is obeyed changes something; everybody else must not.
        const isObeyed = wish === "done";
        const stage = await (isObeyed ? house.freshStageFor : house.stageFor)(who, status);
        const args = isObeyed
          ? await ACTION_KNOCKS[door].args(stage, who, house)
          : await ACTION_KNOCKS[door].args({ ...stage, seats: {} }, who, house);
        const caller = await house.callerFor(who, stage);
        const before = await house.fingerprint(stage, stage.viewerOf(who));
        got[status] = actionVerdict(
          await caller.act(idOf(door), addressOf(pageOf(door), stage), args),
        );
        if (isObeyed) continue;
        // The same again, as a form without scripts sends it, and by way of a page of another part.
        if (!args.some((arg) => arg instanceof FormData))
          await caller.submit(idOf(door), addressOf(pageOf(door), stage), args);
        await caller.act(idOf(door), "/", args);
        const after = await house.fingerprint(stage, stage.viewerOf(who));
        expect(after, `${status}: nothing has changed`).toBe(before);
      }
      expect(got).toEqual(wanted);
    },
  );

  test.each(EVERYBODY.filter((who) => isSeated("/join/[token] acceptInviteAction", who)))(
    "accepting a link changes nothing for the %s, who has a seat",
    async (who) => {
      for (const status of STATUSES) {
        cells += 1;
        const stage = await house.stageFor(who, status);
        const before = await house.fingerprint(stage, stage.viewerOf(who));
        const caller = await house.callerFor(who, stage);
        const door = "/join/[token] acceptInviteAction";
        await caller.act(idOf(door), `/join/${stage.token}`, [stage.token]);
        expect(await house.fingerprint(stage, stage.viewerOf(who))).toBe(before);
      }
    },
  );
});

describe("sockets", () => {
  const visits = new Map<string, Visit>();
  beforeAll(async () => {
    for (const who of EVERYBODY)
      for (const status of STATUSES)
        visits.set(`${who} ${status}`, await visit(house, who, status));
  });
  const visitOf = (who: Who, status: InterviewStatus): Visit => {
    const found = visits.get(`${who} ${status}`);
    if (!found) throw new Error("Nobody came.");
    return found;
  };
  const mayEnter = (who: Who, status: InterviewStatus) =>
    may(askerOf(who), SOCKET_REQUESTS["/room room:join"], status);

  /** Joining is a question about the interview, everything else one about the room one is in. */
  function wish(who: Who, door: SocketDoor, status: InterviewStatus): Verdict {
    const asker = askerOf(who);
    if (asker.standing === "anonymous") return "sign-in";
    // A former host sees the interview, and has no place in its room.
    const isNobodyThere = asker.standing === "removed";
    if (door === "/room room:join")
      return isNobodyThere ? "not-found" : expected(who, SOCKET_REQUESTS[door], status);
    const isPrivate = door.startsWith(PRIVATE_NAMESPACE);
    const here = whenEntered(status);
    if (!mayEnter(who, status)) return isPrivate ? "not-found" : "not-joined";
    if (isPrivate && !may(asker, SOCKET_REQUESTS["/private private:join"], here))
      return "not-found";
    return may(asker, SOCKET_REQUESTS[door], here) ? "done" : "not-allowed";
  }

  test("every event has a knock, and every announcement a place where it is provoked", () => {
    expect(Object.keys(SOCKET_KNOCKS).sort()).toEqual(Object.keys(SOCKET_REQUESTS).sort());
    expect(Object.keys(PROVOKED).sort()).toEqual(
      Object.keys(SOCKET_ANNOUNCEMENTS)
        .filter((door) => !isAnswer(door))
        .sort(),
    );
  });

  test.each(doorsTimesPeople(SOCKET_DOORS))(
    "$door obeys the $who as the table says",
    ({ door, who }) => {
      const [got, wanted]: [Cells, Cells] = [{}, {}];
      for (const status of STATUSES) {
        cells += 1;
        const wished = wish(who, door, status);
        // Nobody answers presence: whoever is not in the room is only never seen in it.
        const isUnseen = door.endsWith("presence:update") && wished === "not-joined";
        wanted[status] = isUnseen ? "not-allowed" : wished;
        got[status] = visitOf(who, status).verdicts[door] ?? "never asked";
      }
      expect(got).toEqual(wanted);
    },
  );

  test.each(EVERYBODY)("[J3] before joining, nothing is done for the %s", (who) => {
    for (const status of STATUSES) {
      const { beforeJoining } = visitOf(who, status);
      expect(Object.keys(beforeJoining).length).toBeGreaterThan(10);
      for (const [door, verdict] of Object.entries(beforeJoining)) {
        cells += 1;
        const isPrivate = door.startsWith(PRIVATE_NAMESPACE);
        const closed = isPrivate ? "not-found" : "not-joined";
        expect(verdict, door).toBe(who === "anonymous" ? "sign-in" : closed);
      }
    }
  });

  test.each(EVERYBODY)("the %s hears exactly what the table lets them hear", (who) => {
    for (const status of STATUSES) {
      const wanted = ANNOUNCEMENTS.filter((door) => {
        cells += 1;
        const here = whenEntered(status);
        // Alone, one's own card was the last that was owed.
        const isFinished =
          who === "solo" && status === "debrief" && door === "/room interview:changed";
        return (
          mayEnter(who, status) &&
          may(askerOf(who), SOCKET_ANNOUNCEMENTS[door], here) &&
          (PROVOKED[door].includes(here) || isFinished)
        );
      });
      const heard = [...visitOf(who, status).heard].filter((door) => !isAnswer(door));
      expect(heard.sort(), status).toEqual([...wanted].sort());
    }
  });
});

describe("bytes", () => {
  /** Who wrote a card reads their own, before it is open to the others. */
  const AUTHORS: Partial<Record<keyof Words, readonly Who[]>> = {
    draft: ["host", "solo"],
    card: ["interviewer"],
  };
  const READ_BY: Record<keyof Words, readonly Action[]> = {
    brief: ["brief:read-interviewer", "brief:read-after-end"],
    notes: ["private:read"],
    draft: [],
    card: ["review:read"],
    prompt: ["brief:read-candidate"],
    document: ["shared:read"],
  };
  const mayRead = (who: Who, word: keyof Words, status: InterviewStatus) =>
    (AUTHORS[word]?.includes(who) ?? false) ||
    READ_BY[word].some((action) => may(askerOf(who), action, status));

  test.each(EVERYBODY)(
    "[V1] in all that the %s was ever sent are only words that the table lets them read",
    (who) => {
      const all = STATUSES.map((status) => ({
        status,
        words: Object.entries(house.wordsIn(status)),
      }));
      const found = findWords(
        house.lineOf(who).received,
        all.flatMap(({ words }) => words.map(([, word]) => word)),
      );
      for (const { status, words } of all) {
        for (const [name, word] of words) {
          const what = name as keyof Words;
          const hits = found.get(word) ?? [];
          if (!mayRead(who, what, status)) expect(hits, `${status}: ${what}`).toEqual([]);
          // While it runs all of it is looked at by whoever may; so the search is seen to find.
          else if (status === "live") expect(hits, `${status}: ${what}`).not.toEqual([]);
        }
      }
    },
  );
});

afterAll(() => {
  console.info(`The permission table was tried in ${cells} cells.`);
});
