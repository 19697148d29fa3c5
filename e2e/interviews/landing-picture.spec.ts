/**
 * A room in the middle of an interview, as the landing page and the README show it. With
 * LANDING_PICTURE=1 the pictures there, `public/room.png` and `public/room-dark.png`, are renewed:
 *
 *     LANDING_PICTURE=1 npm run e2e -- landing-picture
 */
import fs from "node:fs";
import path from "node:path";
import * as Y from "yjs";
import { planFor } from "@/lib/domain/content/framework-plan";
import { SignInId, UserId } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import { MINUTE_MS } from "@/lib/domain/plan";
import type { Viewer } from "@/lib/domain/viewer";
import { documentOf as fragmentOf } from "@/lib/room-document/roots";
import { loadContent } from "../../server/content/load-content";
import type { Db } from "../../server/db/client";
import { createInterview } from "../../server/services/create-interview";
import { addElement, writeInRoom } from "../../server/services/testing/write-in-room";
import { expect, test } from "../support/cast";
import { type DrawnBox, drawnArrow, drawnBox } from "../support/drawing";
import { boardOf, expectPhase, expectRunning, expectText } from "../support/interview-steps";
import { lookAtPanel, pictureOf } from "../support/look";
import { withDatabase } from "../support/stored";

const PUBLIC = path.resolve(import.meta.dirname, "../../public");

const SECOND_MS = 1_000;
/** What the first phases have had, and how long the open one has been open. */
const SPENT_MS = [52 * SECOND_MS, 291 * SECOND_MS, 216 * SECOND_MS];
const OPEN_FOR_MS = 30 * SECOND_MS;

/** A line for each block of the first section. */
const LINES = [
  "Ads are paid per click: revenue at a stable feed. pCTR goes into the auction, so calibration is money. Guardrail: hide rate.",
  "In: user, ad, context at request time. Out: P(click). Out of scope: retrieval, pacing.",
  "300M users x 25 requests / 86,400 = 87k requests/s, 217k at peak. 200 ads each. 50 ms for ranking.",
];

const [LEFT, RIGHT] = [0, 220];
const BOXES = {
  client: { id: "client-app", label: "Client app", family: "io", x: LEFT, y: 0 },
  log: { id: "event-log", label: "Event log / stream", family: "data", x: RIGHT, y: 0 },
  store: { id: "online-store", label: "Feature store (online)", family: "data", x: LEFT, y: 100 },
  joiner: { id: "label-joiner", label: "Label joiner", family: "data", x: RIGHT, y: 100 },
  ranker: { id: "ranker", label: "Ranker", family: "model", x: LEFT, y: 200 },
  training: { id: "training", label: "Training pipeline", family: "model", x: RIGHT, y: 200 },
  service: { id: "inference", label: "Inference service", family: "model", x: LEFT, y: 300 },
  registry: { id: "registry", label: "Model registry", family: "ops", x: RIGHT, y: 300 },
} as const satisfies Record<string, DrawnBox>;

const ARROWS = [
  [BOXES.client, BOXES.log],
  [BOXES.log, BOXES.joiner],
  [BOXES.joiner, BOXES.training],
  [BOXES.training, BOXES.registry],
  [BOXES.registry, BOXES.service],
  [BOXES.store, BOXES.ranker],
  [BOXES.ranker, BOXES.service],
] as const;

function writeLines(doc: Y.Doc): void {
  const section = fragmentOf(doc, "shared").get(0);
  if (!(section instanceof Y.XmlElement)) throw new Error("The document has no section.");
  const empty = section
    .toArray()
    .filter(
      (block): block is Y.XmlElement =>
        block instanceof Y.XmlElement &&
        block.nodeName === "paragraph" &&
        block.toString().replaceAll(/<[^>]*>/g, "") === "",
    );
  for (const [i, line] of LINES.entries()) {
    const text = empty[i]?.get(0);
    if (text instanceof Y.XmlText) text.insert(0, line);
    else empty[i]?.insert(0, [new Y.XmlText(line)]);
  }
}

async function viewerNamed(db: Db, name: string): Promise<Viewer> {
  const user = await db.user.findFirstOrThrow({ where: { name }, orderBy: { createdAt: "desc" } });
  const signIn = await db.signIn.findFirstOrThrow({ where: { userId: user.id } });
  return {
    userId: UserId.parse(user.id),
    name,
    isGuest: true,
    isAdmin: false,
    isCoach: false,
    signInId: SignInId.parse(signIn.id),
  };
}

/** An interview that has been running for ten minutes, before anybody has opened its room. */
async function prepare(host: string, candidate: string): Promise<string> {
  const content = loadContent();
  return withDatabase(async (db) => {
    const plan = planFor(content.defaultFramework, 45);
    const created = await createInterview(
      await viewerNamed(db, host),
      {
        role: "interviewer",
        caseId: "ad-click-prediction",
        frameworkId: content.defaultFramework.id,
        rubricId: content.defaultRubric.id,
        mode: "guided",
        lengthMinutes: 45,
        level: "senior",
        minutes: plan.map((phase) => phase.minutes),
        callLink: null,
        scheduledFor: null,
      },
      { db, content, secret: "no link of it is ever shown" },
    );
    if (!created.ok) throw new Error(created.code);
    const { interviewId } = created.value;
    const { userId } = await viewerNamed(db, candidate);
    await db.participant.create({ data: { interviewId, number: 2, userId, role: "candidate" } });
    await writeInRoom(db, interviewId, (doc) => {
      writeLines(doc);
      for (const [i, box] of Object.values(BOXES).entries())
        for (const element of drawnBox(box, i)) addElement(doc, element);
      for (const [i, [from, to]] of ARROWS.entries()) addElement(doc, drawnArrow(from, to, i));
    });
    const now = Date.now();
    const state: InterviewState = {
      status: "live",
      startedAt: now - 10 * MINUTE_MS,
      clock: {
        status: "running",
        phase: SPENT_MS.length,
        since: now - OPEN_FOR_MS,
        budgetMs: plan.map((phase) => phase.minutes * MINUTE_MS),
        spentMs: plan.map((_, i) => SPENT_MS[i] ?? 0),
      },
    };
    await db.interview.update({ where: { id: interviewId }, data: { state, status: "live" } });
    return interviewId;
  });
}

test("a room that others have worked in opens as they left it, and makes the picture of the landing page", async ({
  enter,
}) => {
  const grace = await enter("Grace Hopper");
  const ada = await enter("Ada Lovelace");
  const interviewId = await prepare(grace.name, ada.name);
  for (const { page } of [grace, ada]) {
    await page.goto(`/interviews/${interviewId}/room`);
    await expectRunning(page);
    await expectPhase(page, "Data preparation and features");
    for (const line of LINES) await expectText(page, line);
    await expect(boardOf(page)).toContainText("8 components, 7 connections");
    await expect(boardOf(page)).toContainText("Model registry leads to Inference service");
    await page.getByRole("button", { name: "Show everything" }).click();
  }

  const canvas = await grace.page.locator("canvas.interactive").boundingBox();
  if (!canvas) throw new Error("The canvas has no place on the page.");
  await grace.page.mouse.move(canvas.x + 90, canvas.y + canvas.height / 2 + 175, { steps: 5 });
  await expect(ada.page.getByText("Grace Hopper", { exact: true })).toBeVisible();
  await lookAtPanel(ada.page, "landing-picture");
  if (process.env.LANDING_PICTURE) {
    for (const [scheme, file] of [
      ["light", "room.png"],
      ["dark", "room-dark.png"],
    ] as const)
      fs.copyFileSync(pictureOf("landing-picture", scheme, "desktop"), path.join(PUBLIC, file));
  }
});
