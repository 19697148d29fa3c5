import { expect, test } from "vitest";
import { sampleElements } from "@/lib/room-document/testing/sample-elements";
import { deleteAccount } from "./delete-account";
import { exportCanvas, exportMarkdown } from "./export-review";
import { loadInterview } from "./load-interview";
import { loadReview } from "./load-review";
import { interviewDatabase, unwrap, wholeDraft } from "./testing/interview-database";
import { addElement, addParagraph, writeInRoom } from "./testing/write-in-room";
import { submitScorecard } from "./write-scorecard";

const { context, person, create, join, command, runToDebrief } = interviewDatabase();

const SEALED = { ok: false, code: "not-finished" };

async function finished() {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  await writeInRoom(context().db, id, (doc) => {
    addParagraph(doc, "Two towers, then a ranker");
    for (const element of Object.values(sampleElements)) addElement(doc, element);
  });
  await runToDebrief(id);
  unwrap(await submitScorecard(ana, id, wholeDraft("Ana saw it"), context()));
  unwrap(await submitScorecard(ben, id, wholeDraft("Ben felt it"), context()));
  return { ana, ben, id };
}

test("until the cards are open there is no review and nothing to download, for anybody", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  const look = async () => {
    for (const viewer of [ana, ben]) {
      expect(await loadReview(viewer, id, context())).toEqual(SEALED);
      expect(await exportMarkdown(viewer, id, context())).toEqual(SEALED);
      expect(await exportCanvas(viewer, id, context())).toEqual(SEALED);
      expect(unwrap(await loadInterview(viewer, id, context())).can.review).toBe(false);
    }
  };
  await look();
  await command(id, { type: "start" });
  await look();
  await command(id, { type: "end" });
  await look();
  unwrap(await submitScorecard(ana, id, wholeDraft("x"), context()));
  await look();
});

test("the review shows people, minutes, cards, document and canvas, and not the brief", async () => {
  const { ana, ben, id } = await finished();
  for (const viewer of [ana, ben]) {
    const review = unwrap(await loadReview(viewer, id, context()));
    expect(review.people).toEqual([
      { number: 1, name: "Ana", role: "interviewer" },
      { number: 2, name: "Ben", role: "candidate" },
    ]);
    expect(review.state.actualMs).toHaveLength(review.plan.length);
    expect(review.cards.map((card) => card.authorName)).toEqual(["Ana", "Ben"]);
    expect(review.missing).toEqual([]);
    expect(JSON.stringify(review.document)).toContain("Two towers, then a ranker");
    expect(review.canvas.elements.map((element) => element.id).toSorted()).toEqual(
      Object.values(sampleElements)
        .map((element) => element.id)
        .toSorted(),
    );
    const trap = context().content.cases.get("ad-click-prediction")?.interviewer.twoMinuteRead.trap;
    expect(JSON.stringify(review)).not.toContain(trap);
  }
});

test("who deleted their account is in the review without a name", async () => {
  const { ana, ben, id } = await finished();
  expect((await deleteAccount(ben, { db: context().db, now: new Date() })).ok).toBe(true);
  const review = unwrap(await loadReview(ana, id, context()));
  expect(review.people).toMatchObject([{ name: "Ana" }, { name: null }]);
  expect(review.cards).toMatchObject([{ authorName: "Ana" }, { authorName: null }]);
  const { text } = unwrap(await exportMarkdown(ana, id, context()));
  expect(text).toContain("Deleted person");
  expect(text).not.toContain("Ben:");
});

test("the Markdown holds everything the review shows, under a name any file system takes", async () => {
  const { ben, id } = await finished();
  const file = unwrap(await exportMarkdown(ben, id, context()));
  expect(file.name).toMatch(/^dryrun-[a-z0-9-]+-\d{4}-\d\d-\d\d\.md$/);
  for (const part of [
    "## Scorecards",
    "Recommendation: yes",
    "Ana saw it",
    "Ben felt it",
    "Two towers, then a ranker",
    "## Canvas",
    "ANN index",
    "Ana: interviewer",
  ])
    expect(file.text).toContain(part);
});

test("the canvas downloads as a file that Excalidraw reads", async () => {
  const { ana, id } = await finished();
  const file = unwrap(await exportCanvas(ana, id, context()));
  expect(file.name).toMatch(/\.excalidraw$/);
  expect(JSON.parse(file.text)).toMatchObject({ type: "excalidraw", version: 2 });
});

test("nothing a person wrote anywhere can add a heading, a fence, a link or a row to the Markdown", async () => {
  const hostile =
    "x\n\n# HACK\n## HACK\n```\n| a | b |\n| --- | --- |\n<script>HACK</script> [HACK](javascript:x)";
  const ana = await person("Ana ## HACK `x` | <b>");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "# HACK");
  await writeInRoom(context().db, id, (doc) => {
    addParagraph(doc, hostile);
    addElement(doc, { ...sampleElements.stencil, id: "s1", index: "b0" });
    addElement(doc, {
      ...sampleElements.label,
      id: "l1",
      index: "b1",
      containerId: "s1",
      text: hostile,
      originalText: hostile,
    });
    addElement(doc, {
      ...sampleElements.label,
      id: "l2",
      index: "b2",
      containerId: null,
      text: hostile,
      originalText: hostile,
    });
  });
  await runToDebrief(id);
  unwrap(await submitScorecard(ana, id, wholeDraft(hostile), context()));
  unwrap(await submitScorecard(ben, id, { ...wholeDraft(hostile), fix: hostile }, context()));
  const { text } = unwrap(await exportMarkdown(ana, id, context()));

  const lines = text.split("\n");
  const headings = lines.filter((line) => /^ {0,3}#{1,6}\s/.test(line));
  const own = headings.filter((line) => !line.startsWith("## "));
  expect(headings.filter((line) => line.includes("HACK"))).toEqual(
    [
      // The two cards are headed by names, and a name may be strange.
      "### Ana \\#\\# HACK \\`x\\` \\| \\<b\\>",
      "### \\# HACK, about themselves",
    ].map((line) => expect.stringMatching(line.slice(0, 4))),
  );
  expect(own.length).toBeGreaterThan(2);
  expect(lines.filter((line) => /^ {0,3}(```|~~~)/.test(line))).toEqual([]);
  expect(text).not.toContain("<script>");
  expect(text).not.toMatch(/(?<!\\)\]\(javascript:/);
  // Every table keeps its width: no evidence adds a cell.
  const rows = lines.filter((line) => line.startsWith("|"));
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
});
