/**
 * Everything the app prints at its most talkative, Next's and Prisma's lines included, after people
 * have put a word of their own into every field and everything has failed that can: none of those
 * words, and no secret, is in it.
 */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { InterviewId } from "@/lib/domain/ids";
import { PAGES, ROUTES, type SERVER_ACTIONS, SOCKET_REQUESTS } from "@/lib/domain/surfaces";
import type { Viewer } from "@/lib/domain/viewer";
import { elementDefaults } from "@/lib/room-document/elements";
import { elementsOf } from "@/lib/room-document/roots";
import { queryOnce } from "../../server/db/query-once";
import { makeResetLink } from "../../server/services/reset-password";
import { newInterview, unwrap, wholeDraft } from "../../server/services/testing/interview-database";
import { canary } from "../support/canary";
import { typeInto } from "../support/headless";
import { withLibraryIds } from "../support/library-addresses";
import { browserHeaders, TEST_SECRET_ENV } from "../support/people";
import { RawClient } from "../support/raw-client";
import { findWord } from "../support/scanner";
import { sendBytes } from "./raw-http";
import { ACTION_NAMES, type ActionArgument, formOf } from "./server-actions";
import { webApp } from "./web-app";

const METRICS_TOKEN = randomUUID();
const app = webApp({ env: { LOG_LEVEL: "debug", METRICS_TOKEN } });

/** Words put somewhere, by what they were put into. */
const words = new Map<string, string>();
/** Secrets that the app or this test made; they are looked for as they are. */
const secrets = new Map<string, string>([
  ["the secret", TEST_SECRET_ENV.NEXTAUTH_SECRET],
  ["the token of the figures", METRICS_TOKEN],
]);

function word(what: string): string {
  const found = words.get(what) ?? canary(what.replaceAll(/[^A-Za-z]/g, ""));
  words.set(what, found);
  return found;
}

const emailWith = (what: string) => `${word(what)}@example.org`;

/** Where a word is in what was printed, in any of the ways the scanner knows and as a URL has it. */
function leaksIn(printed: string): string[] {
  const bytes = Buffer.from(printed);
  const received = [{ channel: "static" as const, where: "output", bytes: () => bytes }];
  const plain = decodeURIComponentLoosely(printed).toLowerCase();
  return [
    ...[...words].flatMap(([what, text]) =>
      findWord(received, text).length > 0 || plain.includes(text.toLowerCase()) ? [what] : [],
    ),
    ...[...secrets].flatMap(([what, text]) => (printed.includes(text) ? [what] : [])),
  ];
}

function decodeURIComponentLoosely(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // No text in UTF-8, so no word of ours.
      return run;
    }
  });
}

/** Every action of the table with a word in every argument it takes. */
function calls(
  interviewId: string,
  token: string,
): Record<keyof typeof SERVER_ACTIONS, ActionArgument[]> {
  const people = (what: string) =>
    formOf({
      name: word(`${what} name`).slice(0, 50),
      email: emailWith(`${what} email`),
      password: word(`${what} password`),
      current: word(`${what} current password`),
      next: word(`${what} next password`),
      callbackUrl: `/${word(`${what} callback`)}?${word("callback query")}`,
    });
  const draft = wholeDraft(word("evidence"));
  return {
    "/interviews/[interviewId] cancelAction": [interviewId],
    "/interviews/[interviewId] changeLinkAction": [interviewId, "observer", word("change")],
    "/interviews/[interviewId] deleteAction": [word("id to delete")],
    "/interviews/[interviewId] leaveAction": [word("id to leave")],
    "/interviews/[interviewId] removeParticipantAction": [interviewId, 99],
    "/interviews/[interviewId]/scorecard releaseCardsAction": [interviewId],
    "/interviews/[interviewId]/scorecard saveDraftAction": [interviewId, draft],
    "/interviews/[interviewId]/scorecard submitCardAction": [interviewId, draft],
    "/interviews/new createInterviewAction": [
      newInterview({ callLink: `https://call.example/${word("call link")}` }),
    ],
    "/join/[token] acceptInviteAction": [token],
    "/library/cases/[caseId] unlockCaseAction": [word("case id")],
    "/library/own checkTextAction": [interviewId, { text: word("checked text"), form: null }],
    "/library/own deleteDraftAction": [word("draft to delete")],
    "/library/own importTextAction": [word("imported text"), null],
    "/library/own publishAction": [word("draft to publish"), 1],
    "/library/own saveDraftAction": [
      interviewId,
      { text: word("saved text"), form: null, revision: 1 },
    ],
    "/library/own startBlankAction": [word("kind")],
    "/library/own startCopyAction": ["case", word("case to copy")],
    "/library/own withdrawAction": [word("draft to withdraw"), true],
    "/practise enterAsGuestAction": [null, people("guest")],
    "/reset/[token] resetPasswordAction": [word("reset token"), null, people("reset")],
    "/settings changePasswordAction": [null, people("change")],
    "/settings deleteAccountAction": [],
    "/settings renameAction": [null, people("rename")],
    "/settings saveAsAccountAction": [null, people("save")],
    "/settings signOutEverywhereAction": [],
    "/settings signOutHereAction": [],
    "/sign-in signInAction": [null, people("sign-in")],
    "/sign-up signUpAction": [people("sign-up")],
  };
}

interface Cast {
  host: Viewer;
  cookie: string;
  interviewId: InterviewId;
  /** Of a link that still works. */
  token: string;
}

/** Somebody with a running interview of their own; each round spends one. */
async function cast(): Promise<Cast> {
  const host = await app.person(word("host").slice(0, 50));
  const cookie = await app.cookieOf(host);
  const interviewId = await app.create(host, {
    callLink: `https://call.example/${word("stored call link")}`,
  });
  const token = await app.token(host, interviewId, "candidate");
  await app.command(interviewId, { type: "start" });
  secrets.set(`cookie ${secrets.size}`, cookie.split("=")[1] ?? "");
  secrets.set(`join link ${secrets.size}`, token);
  return { host, cookie, interviewId, token };
}

/** What ends the cast's sign-in comes last. */
const ACTIONS_IN_ORDER = ACTION_NAMES.toSorted(
  (a, b) => Number(/delete|signOut/.test(a)) - Number(/delete|signOut/.test(b)),
);

test("no name, no text, no secret and nothing that somebody sent is in anything the app prints", async () => {
  // An account as people make one, through the pages' own actions.
  const email = emailWith("account email");
  const password = word("account password");
  const name = word("account name").slice(0, 50);
  await app.act("/sign-up signUpAction", "/sign-up", [formOf({ name, email, password })]);
  const signIn = (tried: string) =>
    app.act("/sign-in signInAction", "/sign-in", [null, formOf({ email, password: tried })]);
  expect((await signIn(word("wrong password"))).cookies).toEqual([]);
  const [own = ""] = (await signIn(password)).cookies.map((set) => set.split(";")[0] ?? "");
  expect(own).not.toBe("");
  secrets.set("a cookie that was set", own.split("=")[1] ?? "");
  const reset = unwrap(
    await makeResetLink(email.toLowerCase(), { db: app.context().db, now: new Date() }),
  );
  secrets.set("a reset link", reset.path.replace("/reset/", ""));
  await app.ask(reset.path);

  /** Every page, route and action, with words wherever a request can carry some. */
  async function askEverything({ cookie, interviewId, token }: Cast): Promise<number[]> {
    const statuses: number[] = [];
    const headers = {
      "User-Agent": word("user agent"),
      Referer: `https://${word("referer")}.example/`,
      "Accept-Language": word("language"),
      Authorization: `Bearer ${word("authorization")}`,
      "X-Forwarded-For": word("forwarded"),
    };
    const query = `?${word("query name")}=${word("query value")}&error=${word("error")}`;
    const doors = [...Object.keys(PAGES), ...Object.keys(ROUTES)].map((door) =>
      door.slice(door.indexOf("/")),
    );
    const addresses = doors.flatMap((address) =>
      ["session", "csrf", "signin", "error", word("auth path")].map((rest) =>
        withLibraryIds(address)
          .replace("[...nextauth]", rest)
          .replace("[interviewId]", interviewId)
          .replace("[token]", token),
      ),
    );
    const strange = [
      `/${word("path")}`,
      `/interviews/${word("id")}`,
      `/join/${word("link")}`,
      `/%2e/${word("dots")}`,
    ];
    for (const address of new Set([...addresses, ...strange]))
      for (const who of [own, cookie, `dryrun.sign-in=${word("cookie")}; ${word("cookie name")}=1`])
        statuses.push((await app.ask(address + query, { cookie: who, headers })).status);
    statuses.push(
      (
        await app.ask("/metrics", {
          headers: { ...headers, Authorization: `Bearer ${METRICS_TOKEN}` },
        })
      ).status,
    );
    for (const action of ACTIONS_IN_ORDER) {
      const at = action.split(" ")[0] ?? "";
      const page = at
        .replace("/scorecard", "/room")
        .replace("[interviewId]", interviewId)
        .replace("[token]", token);
      const args = calls(interviewId, token)[action];
      for (const [given, more] of [
        [args, {}],
        [[{ [word("key")]: word("value") }, [word("item")]], {}],
        [args, { "Next-Action": word("action id") }],
        [args, { "Content-Type": `multipart/form-data; boundary=${word("boundary")}` }],
      ] as const)
        statuses.push(
          (await app.act(action, page, given, { cookie, headers: { ...headers, ...more } })).status,
        );
      // Text where arguments belong, which a parser quotes in its complaint.
      const id = app.actionId(action);
      for (const body of [word("body"), `["${word("unclosed")}`, `{"${word("json key")}":`])
        statuses.push(
          (
            await app.ask(page, {
              method: "POST",
              cookie,
              body,
              headers: { "Next-Action": id, "Content-Type": "text/plain" },
            })
          ).status,
        );
    }
    const csrf = await app.ask("/api/auth/csrf");
    const csrfToken = /"csrfToken":"(\w+)"/.exec(csrf.body)?.[1] ?? "";
    if (csrfToken) secrets.set("a csrf token", csrfToken);
    for (const address of [
      "callback/guest",
      "callback/account",
      "signin/account",
      "signout",
      "_log",
    ])
      statuses.push(
        (
          await app.ask(`/api/auth/${address}`, {
            method: "POST",
            cookie: csrf.cookies.map((set) => set.split(";")[0]).join("; "),
            headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded" },
            body: String(
              new URLSearchParams({
                csrfToken,
                name: word("auth name").slice(0, 50),
                email: emailWith("auth email"),
                password: word("auth password"),
                callbackUrl: `https://${word("auth callback")}.example`,
                code: word("auth code"),
                level: "error",
                message: word("auth message"),
              }),
            ),
          })
        ).status,
      );
    return statuses;
  }

  async function sayEverything({ host, interviewId }: Cast): Promise<void> {
    const browser = await browserHeaders(host, app.origin());
    const client = await RawClient.join({ url: app.origin(), headers: browser, interviewId });
    const gone = new Promise<void>((resolve) => client.socket.once("disconnect", () => resolve()));
    // A client that is refused too often is sent away, and hears nothing more.
    const send = (update: Uint8Array) => Promise.race([client.send(update), gone]);
    try {
      await send(client.updateOf((doc) => typeInto(doc, word("document text"))));
      const link = `https://${word("canvas link")}.example`;
      const text = {
        ...elementDefaults("text"),
        type: "text",
        link,
        txt: { text: word("canvas text"), originalText: word("canvas text") },
      };
      await send(
        client.updateOf((doc) => elementsOf(doc).set("t1", new Y.Map(Object.entries(text)))),
      );
      // What the gate refuses has text in it as well.
      await send(
        client.updateOf((doc) =>
          doc.getMap(word("root name")).set(word("map key"), word("map value")),
        ),
      );
      await send(Buffer.from(word("no update")));
      for (const request of Object.keys(SOCKET_REQUESTS)) {
        const event = request.split(" ")[1] ?? "";
        client.socket.emit(event, { [word("payload key")]: word("payload") });
        client.socket.emit(event, word("payload text"), () => {});
      }
      client.socket.emit(word("event"), word("event payload"));
    } finally {
      client.close();
    }
  }

  const [first, second, third] = [await cast(), await cast(), await cast()];
  await sayEverything(first);
  await askEverything(first);
  await sendBytes(app.port(), Buffer.from(`${word("no http")}\r\n\r\n`));
  await sendBytes(app.port(), Buffer.from(`GET / HTTP/1.1\r\n${word("bad header")}\r\n\r\n`));

  // From here on every statement that stores something fails, quoting what it was given.
  await queryOnce(
    app.url(),
    `CREATE FUNCTION quote_row() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'invalid value: "%"', NEW::text
         USING DETAIL = NEW::text, HINT = NEW::text, ERRCODE = '22P02'; END $$`,
  );
  const failing = [
    "users",
    "sign_ins",
    "throttles",
    "interviews",
    "participants",
    "scorecards",
    "invites",
  ];
  for (const table of failing)
    await queryOnce(
      app.url(),
      `CREATE TRIGGER quote BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION quote_row()`,
    );
  const faulty = await askEverything(second);
  expect(faulty.filter((status) => status >= 500).length).toBeGreaterThan(3);
  for (const table of failing) await queryOnce(app.url(), `DROP TRIGGER quote ON ${table}`);

  // And from here on nobody can be looked up any more, so every page and action fails.
  for (const table of failing)
    await queryOnce(app.url(), `ALTER TABLE ${table} RENAME TO ${table}_gone`);
  const broken = await askEverything(third);
  expect(broken.filter((status) => status >= 500).length).toBeGreaterThan(50);

  const printed = app.output();
  expect(leaksIn(printed)).toEqual([]);
  // It did print: every request, and every fault with its kind and place.
  const entries = printed
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { msg: string; route?: string; error?: { at?: string[] } });
  expect(entries.filter(({ msg }) => msg === "answered").length).toBeGreaterThan(500);
  const faults = entries.filter(({ error }) => error);
  expect(faults.length).toBeGreaterThan(50);
  for (const { route, error } of faults.filter(({ route }) => route !== undefined)) {
    expect(route).toMatch(/^\/|none of ours/);
    expect(error?.at?.length).toBeGreaterThan(0);
  }
  // Everything but the sentences for the person at the terminal is an entry of the log.
  const others = printed.split("\n").filter((line) => line !== "" && !line.startsWith("{"));
  expect(others).toEqual([`Dryrun is ready: ${app.origin()}`]);
});

test("the search finds a word however it is printed", () => {
  const text = word("control");
  for (const printed of [
    text,
    text.toLowerCase(),
    JSON.stringify({ text }),
    Buffer.from(`{"email":"${text}@example.org"}`).toString("base64"),
    [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(""),
  ])
    expect(leaksIn(`{"msg":"x"}\n${printed}\n`)).toEqual(["control"]);
  expect(leaksIn('{"msg":"x"}')).toEqual([]);
});
