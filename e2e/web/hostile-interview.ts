/**
 * Interviews in which everything people can write is an attempt to run a script in somebody else's
 * page, put into the database past every check: what is tested is what shows it.
 */
import { randomUUID } from "node:crypto";
import * as Y from "yjs";
import { Case } from "@/lib/domain/content/case";
import { CommandId, type InterviewId, SignInId, UserId } from "@/lib/domain/ids";
import { NEW_INTERVIEW_DEFAULTS } from "@/lib/domain/new-interview";
import type { Result } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { elementDefaults } from "@/lib/room-document/elements";
import { documentOf, elementsOf } from "@/lib/room-document/roots";
import { loadContent } from "../../server/content/load-content";
import type { Db } from "../../server/db/client";
import { changeInterview } from "../../server/services/change-interview";
import { createInterview } from "../../server/services/create-interview";
import { acceptInvite } from "../../server/services/join-interview";
import { listJoinLinks } from "../../server/services/manage-people";
import { writeInRoom } from "../../server/services/testing/write-in-room";
import { submitScorecard } from "../../server/services/write-scorecard";

/** Each would call `ran` with its number. */
export const MARKUP = [
  "<script>ran(1)</script>",
  "<img src=x onerror=ran(2)>",
  "<svg onload=ran(3)>",
  '"><img src=x onerror=ran(4)>',
  "'><svg/onload=ran(5)>",
  "</script><script>ran(6)</script>",
  "</style><script>ran(7)</script>",
  "--><script>ran(8)</script>",
  "]]><script>ran(9)</script>",
  '<iframe srcdoc="<script>parent.ran(10)</script>"></iframe>',
  "<details open ontoggle=ran(11)>",
  "<a href=javascript:ran(12)>go</a>",
  "<math><a xlink:href=javascript:ran(13)>go",
  "<input autofocus onfocus=ran(14)>",
  "<meta http-equiv=refresh content=0;url=javascript:ran(15)>",
  "<object data=javascript:ran(16)>",
  "<base href=https://evil.example/>",
  "\u003cimg src=x onerror=ran(17)\u003e",
  "&lt;img src=x onerror=ran(18)&gt;",
  "[go](javascript:ran(19))",
  "```\n<script>ran(20)</script>\n```",
  "\u2028<script>ran(21)</script>",
];

/** Addresses that are code, as a browser reads them. */
export const CODE_ADDRESSES = [
  "javascript:ran(30)",
  "JaVaScRiPt:ran(31)",
  "java\nscript:ran(32)",
  " javascript:ran(33)",
  "\u0001javascript:ran(34)",
  "data:text/html,<script>opener.ran(35)</script>",
  "vbscript:ran(36)",
  "blob:ran(37)",
  "//evil.example/38",
];

export interface HostilePeople {
  host: Viewer;
  candidate: Viewer;
}

function unwrap<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`Refused: ${result.code}`);
  return result.value;
}

/** Somebody who came in through the pages, by their name. */
export async function viewerByName(db: Db, name: string): Promise<Viewer> {
  const user = await db.user.findFirstOrThrow({ where: { name }, include: { signIns: true } });
  return {
    userId: UserId.parse(user.id),
    name,
    isGuest: true,
    isAdmin: false,
    isCoach: false,
    signInId: SignInId.parse(user.signIns[0]?.id),
  };
}

/** @returns a running interview, full of markup on every surface */
export async function hostileInterview(db: Db, people: HostilePeople): Promise<InterviewId> {
  const content = loadContent();
  const context = { db, content, secret: "not the app's; its join links are made anew there" };
  const { lengthMinutes, level } = NEW_INTERVIEW_DEFAULTS;
  const { interviewId } = unwrap(
    await createInterview(
      people.host,
      {
        role: "interviewer",
        caseId: "ad-click-prediction",
        frameworkId: content.defaultFramework.id,
        rubricId: content.defaultRubric.id,
        mode: "guided",
        lengthMinutes,
        level,
        minutes: content.defaultFramework.phases.map((phase) => phase.minutes[lengthMinutes]),
        callLink: "https://call.example/",
        scheduledFor: null,
      },
      context,
    ),
  );
  const links = unwrap(await listJoinLinks(people.host, interviewId, context));
  const path = links.find(({ role }) => role === "candidate")?.path ?? "";
  unwrap(await acceptInvite(people.candidate, path.replace("/join/", ""), context));
  const start = { type: "start" } as const;
  unwrap(await changeInterview(db, interviewId, CommandId.parse(randomUUID()), start));
  await plantInTitle(db, interviewId);
  await writeInRoom(db, interviewId, writeDocument);
  await writeInRoom(db, interviewId, drawCanvas);
  return interviewId;
}

/** The end of one: debrief, both cards, and with the second everything is open. */
export async function finish(db: Db, id: InterviewId, people: HostilePeople): Promise<void> {
  const content = loadContent();
  const context = { db, content, secret: "unused" };
  unwrap(await changeInterview(db, id, CommandId.parse(randomUUID()), { type: "end" }));
  for (const viewer of [people.host, people.candidate]) {
    const ratings = Object.fromEntries(
      content.defaultRubric.competencies.map(({ id: competency }, i) => [
        competency,
        { score: 3 as const, evidence: MARKUP.slice(i * 4, i * 4 + 4).join(" ") },
      ]),
    );
    const card = { ratings, recommendation: "yes" as const, fix: MARKUP.slice(0, 10).join("\n") };
    unwrap(await submitScorecard(viewer, id, card, context));
  }
}

/** A version of the case that nobody else has, with markup where its sentences are. */
async function plantInTitle(db: Db, interviewId: InterviewId): Promise<void> {
  const { caseId, caseVersion } = await db.interview.findUniqueOrThrow({
    where: { id: interviewId },
  });
  const key = { kind: "case", id: caseId, version: caseVersion };
  const stored = await db.contentVersion.findUniqueOrThrow({ where: { kind_id_version: key } });
  const version = 1_000_000 + Math.floor(Math.random() * 1_000_000);
  const body = {
    ...Case.parse(stored.body),
    version,
    title: `Case ${MARKUP[1]} ${MARKUP[5]}`,
    prompt: MARKUP.join("\n"),
  };
  await db.contentVersion.create({
    data: { ...key, version, hash: `planted-${version}`, body },
  });
  await db.interview.update({ where: { id: interviewId }, data: { caseVersion: version } });
}

function element(name: string, text: string, attributes: Record<string, unknown> = {}) {
  const made = new Y.XmlElement(name);
  // Yjs stores any value; its type admits only the strings of HTML.
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  const content = new Y.XmlText();
  content.insert(0, text);
  made.insert(0, [content]);
  return made;
}

function writeDocument(doc: Y.Doc): void {
  const section = documentOf(doc, "shared").get(0);
  if (!(section instanceof Y.XmlElement)) throw new Error("The document has no section.");
  section.push([
    ...MARKUP.map((text) => element("paragraph", text)),
    element("heading", MARKUP.slice(0, 3).join(" "), { level: 2 }),
    element("codeBlock", MARKUP.join("\n"), { language: '"><img src=x onerror=ran(40)>' }),
    // Nothing of the schema: the gate lets in neither these nodes nor these attributes.
    element("script", "ran(41)"),
    element("iframe", "", { srcdoc: MARKUP[0] }),
    element("paragraph", "with attributes", { onclick: "ran(42)", style: "x:expression(ran(43))" }),
    element("heading", "with a level", { level: "1><script>ran(44)</script" }),
    element("image", "", { src: "x", onerror: "ran(45)" }),
  ]);
  for (const href of CODE_ADDRESSES) {
    const paragraph = new Y.XmlElement("paragraph");
    const text = new Y.XmlText();
    text.insert(0, "Link to code", { link: { href, onclick: "ran(46)", target: "_self" } });
    text.insert("Link to code".length, " and again", { link: { href } });
    paragraph.insert(0, [text]);
    section.push([paragraph]);
  }
}

function drawCanvas(doc: Y.Doc): void {
  const elements = elementsOf(doc);
  const put = (id: string, properties: Record<string, unknown>) =>
    elements.set(id, new Y.Map(Object.entries(properties)));
  MARKUP.forEach((text, i) => {
    put(`text-${i}`, {
      ...elementDefaults("text"),
      type: "text",
      index: `a${i.toString(36)}`,
      x: 40,
      y: i * 60,
      txt: { text, originalText: text },
      link: CODE_ADDRESSES[i % CODE_ADDRESSES.length],
    });
  });
  put("frame-1", {
    ...elementDefaults("frame"),
    type: "frame",
    name: MARKUP.slice(0, 4).join(" "),
  });
  const box = {
    ...elementDefaults("rectangle"),
    type: "rectangle",
    x: 400,
    size: { width: 99, height: 99 },
  };
  put("colour", {
    ...box,
    strokeColor: 'red"/><script>ran(50)</script>',
    backgroundColor: "url(javascript:ran(51))",
  });
  put("custom", {
    ...box,
    customData: { stencil: "<img src=x onerror=ran(52)>" },
    link: "javascript:ran(53)",
  });
  put("embed", { ...box, type: "embeddable", link: "javascript:ran(54)" });
  put("iframe", {
    ...box,
    type: "iframe",
    customData: { generationData: { status: "done", html: MARKUP[0] } },
  });
  put("image", { ...box, type: "image", fileId: "x", status: "saved" });
}
