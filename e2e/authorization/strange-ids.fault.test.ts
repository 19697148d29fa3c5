/**
 * Whatever names something can be anything: another room's id, one there never was, a property of
 * every object, an array, an object, far too much text. None of it opens, changes or breaks anything,
 * and what exists cannot be told from what does not.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTES, SERVER_ACTIONS } from "@/lib/domain/surfaces";
import { type Answer, actionIds, type Caller, PAGE_FORMS, returned } from "./caller";
import { openHouse } from "./house";
import { ACTION_KNOCKS, type ActionDoor, isAboutInterview, PAGE_DOORS, pageOf } from "./http-doors";
import { command, Tab } from "./socket-doors";
import type { Stage, Who } from "./stage";

const house = openHouse();
const TEXT_BYTES = 10 * 1024;

let own: Stage;
let other: Stage;
let ids: ReadonlyMap<string, string>;
beforeAll(async () => {
  // Two panels that know nothing of each other.
  own = await house.freshStageFor("host", "live");
  other = await house.plantedStageFor("host", "live");
  ids = actionIds();
});

/** By what they are; the ids of others are known only once there are others. */
const STRANGE: Record<string, () => unknown> = {
  "another room's": () => other.interviewId,
  "a random one": () => randomUUID(),
  "a property of every object": () => "__proto__",
  "an array": () => [own.interviewId],
  "an object": () => ({ id: own.interviewId }),
  "10 KB of text": () => "x".repeat(TEXT_BYTES),
  nothing: () => null,
};
const NAMES = Object.keys(STRANGE);
const strange = (name: string): unknown => STRANGE[name]?.();
const inAddress = (value: unknown) =>
  encodeURIComponent(typeof value === "string" ? value : JSON.stringify(value));

/** Everything a person or program could tell two answers apart by, but what is new in every answer. */
function shapeOf({ status, location, type, body }: Answer, ...ids: string[]) {
  const plain = (text: string) =>
    ids
      .reduce(
        (rest, id) => rest.replaceAll(id, "<id>").replaceAll(encodeURIComponent(id), "<id>"),
        text,
      )
      .replaceAll(/nonce(="|\\?":\\?")[^"\\]+/g, "nonce")
      // Next's keys of a request's viewport and metadata: 21 random characters and a letter.
      .replaceAll(/"[\w-]{21}[vm]\\?"/g, '"key"');
  return { status, location: location && plain(location), type, body: plain(body) };
}

let before: string;
beforeAll(async () => {
  before = await house.fingerprint(other, null);
});
afterAll(async () => {
  // The log of a room that nobody entered; nothing of it may have moved.
  expect(await house.fingerprint(other, null)).toBe(before);
});

const PEOPLE: Who[] = ["outsider", "admin", "removed", "candidate", "host"];

describe("addresses", () => {
  const places = [
    ...PAGE_DOORS.filter(isAboutInterview).flatMap((door) =>
      Object.keys(PAGE_FORMS).map((form) => ({ door, form })),
    ),
    ...Object.keys(ROUTES)
      .filter(isAboutInterview)
      .map((route) => ({ door: route.replace("GET ", ""), form: "document" })),
  ];
  const ask = (caller: Caller, door: string, form: string, id: string) =>
    caller.page(door.replace("[interviewId]", id), PAGE_FORMS[form]);

  test.each(places)(
    "[J2] another room and none at all are one answer at $door, as $form",
    async ({ door, form }) => {
      for (const who of PEOPLE) {
        const caller = await house.callerFor(who, own);
        const [theirs, none] = [other.interviewId, randomUUID()];
        const answers = [theirs, none].map(async (id) =>
          shapeOf(await ask(caller, door, form, id), id),
        );
        const [one, another] = await Promise.all(answers);
        expect(one, who).toEqual(another);
        if (form === "document") expect(one?.status, who).toBe(404);
      }
    },
  );

  test.each(NAMES)("%s instead of an id is not found anywhere", async (name) => {
    for (const who of PEOPLE) {
      const caller = await house.callerFor(who, own);
      for (const { door } of places) {
        const answer = await ask(caller, door, "document", inAddress(strange(name)));
        expect(answer.status, `${who} ${door}`).toBe(404);
      }
      const joining = await caller.page(`/join/${inAddress(strange(name))}`);
      expect(joining.status, who).toBe(404);
      const resetting = await caller.page(`/reset/${inAddress(strange(name))}`);
      expect(resetting.status, who).toBe(200);
      expect(resetting.body).toContain("This link does not work any more");
      const listing = await caller.page(`/home?at=x&id=${inAddress(strange(name))}`);
      expect(listing.status, who).toBe(200);
    }
  });
});

describe("actions", () => {
  const act = async (who: Who, door: ActionDoor, args: readonly unknown[]): Promise<Answer> => {
    const address = pageOf(door)
      .replace("[interviewId]", own.interviewId)
      .replace("[token]", own.token);
    return (await house.callerFor(who, own)).act(ids.get(door) ?? "", address, args);
  };
  const DOORS = Object.keys(SERVER_ACTIONS) as ActionDoor[];
  const BY_INTERVIEW = DOORS.filter(isAboutInterview);

  test.each(BY_INTERVIEW)(
    "[J2] %s finds no interview by an id that is not one of theirs",
    async (door) => {
      for (const who of PEOPLE) {
        const [, ...rest] = await ACTION_KNOCKS[door].args({ ...own, seats: {} }, who, house);
        const answers = new Set<string>();
        for (const name of NAMES) {
          const answer = await act(who, door, [strange(name), ...rest]);
          expect(answer.status, `${who}, ${name}`).toBe(200);
          expect(returned(answer), `${who}, ${name}`).toEqual({ ok: false, code: "not-found" });
          answers.add(answer.body);
        }
        expect([...answers], who).toHaveLength(1);
      }
    },
  );

  test.each(DOORS)("%s answers arguments of any shape, and never with a fault", async (door) => {
    // Whoever calls these with nothing at all is obeyed, and has tests of their own.
    const { length } = await ACTION_KNOCKS[door].args(own, "outsider", house);
    if (length === 0) return;
    // With their own interview alone it would be done.
    const first = isAboutInterview(door) && length > 1 ? [own.interviewId] : [];
    for (const name of NAMES) {
      const value = strange(name);
      for (const args of [[], [value], [value, value, value], [null, value], [...first, value]]) {
        const answer = await act("candidate", door, args);
        expect(answer.status, `${name}: ${answer.body.slice(0, 200)}`).toBe(200);
        expect(answer.body, name).not.toMatch(/^\w+:E\{/m);
      }
    }
  });
});

describe("sockets", () => {
  async function inside(who: Who): Promise<Tab> {
    const viewer = own.viewerOf(who);
    if (!viewer) throw new Error(`There is no ${who}.`);
    const tab = new Tab(house.url(), await house.browserOf(viewer), own);
    expect(await tab.page.connect()).toBeNull();
    return tab;
  }

  test.each(NAMES)("no room is entered by %s", async (name) => {
    for (const who of PEOPLE) {
      const tab = await inside(who);
      const value = strange(name);
      const isAnId = typeof value === "string" && /^[0-9a-f-]{36}$/.test(value);
      expect(await tab.join("shared", value), who).toEqual({
        ok: false,
        code: isAnId ? "not-found" : "malformed",
      });
      expect(await tab.sync("shared")).toEqual({ ok: false, code: "not-joined" });
      tab.close();
    }
  });

  test.each(NAMES)("an interviewer's private plane is not opened by %s", async (name) => {
    const tab = await inside("host");
    expect(await tab.join("shared")).toMatchObject({ ok: true });
    expect(await tab.page.connect(tab.page.private)).toBeNull();
    const value = strange(name);
    const isAnId = typeof value === "string" && /^[0-9a-f-]{36}$/.test(value);
    expect(await tab.join("private", value)).toEqual({
      ok: false,
      code: isAnId ? "not-found" : "malformed",
    });
    expect(await tab.sync("private")).toEqual({ ok: false, code: "not-joined" });
    tab.close();
  });

  test.each(NAMES)("%s as a sender, clientID or command is refused", async (name) => {
    const tab = await inside("host");
    expect(await tab.join("shared")).toMatchObject({ ok: true });
    const value = strange(name);
    const sender = tab.clientIds.shared;
    const updates = [tab.edit("shared")];
    for (const [event, payload] of [
      ["doc:watermark", { sender: value }],
      ["doc:bind", { clientId: value }],
      ["doc:update", { sender: value, firstSeq: 1, updates }],
      ["doc:update", { sender, firstSeq: value, updates }],
      ["doc:part", { sender, seq: 1, part: value, parts: 2, bytes: updates[0] }],
      ["clock:command", { ...command("pause"), command: { type: value } }],
      ["clock:command", { ...command("advance"), command: { type: "advance", from: value } }],
      ["room:ready", { isReady: value }],
    ] as const)
      expect(await tab.ask("shared", event, payload), event).toEqual({
        ok: false,
        code: "malformed",
      });
    // A command's id is any id: whose it is, is part of what it names.
    if (typeof value !== "string" || !/^[0-9a-f-]{36}$/.test(value))
      expect(
        await tab.ask("shared", "clock:command", { ...command("pause"), commandId: value }),
      ).toEqual({ ok: false, code: "malformed" });
    tab.close();
  });
});

describe("what a request says about itself", () => {
  const CLAIMS: Record<string, string>[] = [
    // What has let requests past the middleware of other versions of Next.
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    { "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware" },
    { "x-middleware-rewrite": "/home", "x-middleware-next": "1" },
    { "x-matched-path": "/", "x-invoke-path": "/", "x-invoke-status": "200" },
    { "x-nextjs-data": "1", "x-now-route-matches": "1=1", purpose: "prefetch" },
    { "x-prerender-revalidate": "1", "x-next-resume": "1", "next-resume": "1" },
    { "x-action-forwarded": "1" },
    // What our own server tells Next, and nobody else may.
    { "x-request-path": "/", "x-client-address": "127.0.0.1", "x-request-id": "1" },
    { "x-forwarded-for": "127.0.0.1", "x-forwarded-host": "localhost", "x-real-ip": "::1" },
    { "x-http-method-override": "DELETE", authorization: "Bearer admin" },
  ];

  test.each(CLAIMS)("opens nothing to anybody: %o", async (claims) => {
    for (const who of ["anonymous", "outsider", "removed"] as const) {
      const caller = await house.callerFor(who, other);
      for (const place of ["", "/room", "/review", "/review/markdown"]) {
        const address = `/interviews/${other.interviewId}${place}`;
        const plain = await caller.page(address);
        const claimed = await caller.send(address, { headers: claims });
        expect(claimed.status, `${who} ${place}`).toBe(plain.status);
        expect(claimed.location, `${who} ${place}`).toBe(plain.location);
        expect(claimed.body).not.toContain(house.wordsIn("live").prompt);
      }
    }
  });
});
