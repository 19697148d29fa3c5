/**
 * Whoever is removed, leaves or signs out has pages open and sockets connected. All of it stops
 * working, at once; what belongs to others, and to the same person elsewhere, goes on.
 */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { SignInId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { makeResetLink } from "../../server/services/reset-password";
import { unwrap, wholeDraft } from "../../server/services/testing/interview-database";
import { actionIds, Caller } from "./caller";
import { openHouse } from "./house";
import { account, form, PASSWORD } from "./http-doors";
import { Tab } from "./socket-doors";
import type { Stage } from "./stage";
import { actionVerdict, pageVerdict } from "./verdicts";

const house = openHouse();

/** As promised: within two seconds. */
const PROMISED_MS = 2_000;
const HOUR_MS = 60 * 60_000;

type Door = Parameters<ReturnType<typeof actionIds>["get"]>[0];

async function act(viewer: Viewer, door: Door, address: string, args: readonly unknown[]) {
  const caller = new Caller(house.url(), await house.browserOf(viewer));
  return actionVerdict(await caller.act(actionIds().get(door) ?? "", address, args));
}

/** A tab in the room, on both planes where that is possible. */
async function enter(viewer: Viewer, stage: Stage, isInterviewer: boolean): Promise<Tab> {
  const tab = new Tab(house.url(), await house.browserOf(viewer), stage);
  expect(await tab.page.connect()).toBeNull();
  expect(await tab.join("shared")).toMatchObject({ ok: true });
  await tab.sync("shared");
  if (!isInterviewer) return tab;
  expect(await tab.page.connect(tab.page.private)).toBeNull();
  expect(await tab.join("private")).toMatchObject({ ok: true });
  await tab.sync("private");
  return tab;
}

/** Waits as long as was promised. */
async function expectClosed(tab: Tab): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("still open"), PROMISED_MS);
  });
  expect(await Promise.race([tab.page.gone().then(() => "closed"), late])).toBe("closed");
  clearTimeout(timer);
  expect(tab.page.private.connected).toBe(false);
  expect(tab.heard).toContain("/room room:left");
}

const isOpen = async (tab: Tab) => (await tab.ask("shared", "clock:sync", {})).ok;

function viewerOn(stage: Stage, who: Parameters<Stage["viewerOf"]>[0]): Viewer {
  const viewer = stage.viewerOf(who);
  if (!viewer) throw new Error(`There is no ${who}`);
  return viewer;
}

describe("who has lost their seat", () => {
  test.each([
    { way: "was removed by the host", who: "interviewer" },
    { way: "was removed by the host", who: "candidate" },
    { way: "was removed by the host", who: "observer" },
    { way: "left", who: "interviewer" },
    { way: "left", who: "candidate" },
    { way: "left", who: "observer" },
  ] as const)(
    "[J6] the $who who $way is out of pages, actions and sockets",
    async ({ way, who }) => {
      const stage = await house.freshStageFor("host", "live");
      const { interviewId } = stage;
      const [me, host] = [viewerOn(stage, who), viewerOn(stage, "host")];
      const others = await Promise.all(
        (["host", "interviewer", "candidate", "observer"] as const)
          .filter((other) => other !== who)
          .map((other) => enter(viewerOn(stage, other), stage, other === "interviewer")),
      );
      const mine = await Promise.all([1, 2].map(() => enter(me, stage, who === "interviewer")));
      const address = `/interviews/${interviewId}`;
      const caller = new Caller(house.url(), await house.browserOf(me));
      expect(pageVerdict(await caller.page(`${address}/room`), true)).toBe("done");

      const door =
        way === "left"
          ? "/interviews/[interviewId] leaveAction"
          : "/interviews/[interviewId] removeParticipantAction";
      const args = way === "left" ? [interviewId] : [interviewId, stage.seats[who]];
      expect(await act(way === "left" ? me : host, door, address, args)).toBe("done");
      for (const tab of mine) await expectClosed(tab);

      for (const place of ["", "/room", "/review"])
        for (const headers of [{}, { RSC: "1" }])
          expect(
            pageVerdict(await caller.page(`${address}${place}`, headers), true),
            `${place} ${JSON.stringify(headers)}`,
          ).toBe("not-found");
      const draft = [interviewId, wholeDraft("Too late.")];
      const saving = "/interviews/[interviewId]/scorecard saveDraftAction";
      expect(await act(me, saving, `${address}/room`, draft)).toBe("not-found");
      expect(await act(me, "/interviews/[interviewId] leaveAction", address, [interviewId])).toBe(
        "not-found",
      );
      // Signed in as before, so a connection is had; a room is not.
      const again = new Tab(house.url(), await house.browserOf(me), stage);
      expect(await again.page.connect()).toBeNull();
      expect(await again.join("shared")).toEqual({ ok: false, code: "not-found" });
      expect(await again.page.connect(again.page.private)).toBe("not-found");
      again.close();
      for (const tab of others) {
        expect(await isOpen(tab)).toBe(true);
        tab.close();
      }
    },
  );
});

interface Signing {
  way: string;
  /** Which of the person's browsers are out afterwards; it happens in the first. */
  closes: readonly ("this" | "other")[];
  /** The state of the interview they are in, where it matters. */
  out(stage: Stage, me: Viewer): Promise<unknown>;
}

const SIGNING_OUT: Signing[] = [
  {
    way: "signing out",
    closes: ["this"],
    out: (_stage, me) => act(me, "/settings signOutHereAction", "/settings", []),
  },
  {
    way: "signing out by next-auth's own route",
    closes: ["this"],
    out: async (_stage, me) => {
      const headers = await house.browserOf(me);
      const asked = await new Caller(house.url(), headers).send("/api/auth/csrf");
      const { csrfToken } = JSON.parse(asked.body) as { csrfToken: string };
      const set = asked.headers
        .getSetCookie()
        .map((cookie) => cookie.split(";")[0])
        .join("; ");
      const caller = new Caller(house.url(), { ...headers, cookie: `${headers.cookie}; ${set}` });
      const answer = await caller.send("/api/auth/signout", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrfToken }).toString(),
      });
      expect(answer.status).toBeLessThan(400);
    },
  },
  {
    way: "signing out everywhere",
    closes: ["this", "other"],
    out: (_stage, me) => act(me, "/settings signOutEverywhereAction", "/settings", []),
  },
  {
    way: "changing the password",
    closes: ["other"],
    out: async (_stage, me) => {
      await account(house.db(), me.userId);
      const passwords = form({ current: PASSWORD, next: "a password nobody else knows" });
      const door = "/settings changePasswordAction";
      expect(await act(me, door, "/settings", [null, passwords])).toBe("done");
    },
  },
  {
    way: "a new password by a reset link",
    closes: ["this", "other"],
    out: async (_stage, me) => {
      const email = await account(house.db(), me.userId);
      const link = unwrap(await makeResetLink(email, { db: house.db(), now: new Date() }));
      const token = link.path.replace("/reset/", "");
      const passwords = form({ password: "a password nobody else knows" });
      const door = "/reset/[token] resetPasswordAction";
      expect(await act(me, door, link.path, [token, null, passwords])).toBe("done");
    },
  },
  {
    way: "signing in as somebody else in the same browser",
    closes: ["this"],
    out: async (_stage, me) => {
      const fields = form({ email: await account(house.db()), password: PASSWORD });
      expect(await act(me, "/sign-in signInAction", "/sign-in", [null, fields])).toBe("done");
    },
  },
];

describe("who has signed out", () => {
  test.each(SIGNING_OUT)("[J6] $way closes $closes and nothing else", async ({ closes, out }) => {
    const stage = await house.freshStageFor("host", "live");
    const here = viewerOn(stage, "interviewer");
    const there = { ...here, signInId: SignInId.parse(randomUUID()) };
    await house.db().signIn.create({
      data: {
        id: there.signInId,
        userId: there.userId,
        expiresAt: new Date(Date.now() + HOUR_MS),
      },
    });
    const browsers = { this: here, other: there };
    const tabs = { this: await enter(here, stage, true), other: await enter(there, stage, true) };
    const host = await enter(viewerOn(stage, "host"), stage, true);
    // Connected, and not in any room: that one has to go as well.
    const idle = new Tab(house.url(), await house.browserOf(browsers[closes[0] ?? "this"]), stage);
    expect(await idle.page.connect()).toBeNull();

    await out(stage, here);
    await expectClosed(idle);
    for (const which of ["this", "other"] as const) {
      const headers = await house.browserOf(browsers[which]);
      const page = await new Caller(house.url(), headers).page(
        `/interviews/${stage.interviewId}/room`,
      );
      const door = "/interviews/[interviewId]/scorecard saveDraftAction";
      const saved = await act(browsers[which], door, `/interviews/${stage.interviewId}/room`, [
        stage.interviewId,
        wholeDraft("Too late?"),
      ]);
      const again = new Tab(house.url(), headers, stage);
      const refusal = await again.page.connect();
      again.close();
      if (closes.includes(which)) {
        await expectClosed(tabs[which]);
        expect([pageVerdict(page, true), saved]).toEqual(["sign-in", "sign-in"]);
        expect(refusal).not.toBeNull();
      } else {
        expect(await isOpen(tabs[which])).toBe(true);
        expect([pageVerdict(page, true), saved]).toEqual(["done", "done"]);
        expect(refusal).toBeNull();
      }
    }
    expect(await isOpen(host)).toBe(true);
    for (const tab of [tabs.this, tabs.other, host, idle]) tab.close();
  });
});
