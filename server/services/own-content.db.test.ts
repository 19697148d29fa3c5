import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { Case } from "@/lib/domain/content/case";
import { MAX_OWN_BYTES, MAX_OWN_ITEMS, type OwnItemId } from "@/lib/domain/content/own-content";
import type { Viewer } from "@/lib/domain/viewer";
import { contentHash } from "../content/content-hash";
import { findContentVersion } from "../db/content-versions";
import { choosableContent, findCase, listCases } from "./content-registry";
import { createInterview } from "./create-interview";
import { frameworkOf, rubricOf } from "./interview-content";
import { loadRoom } from "./load-room";
import { exportOwnText, listCopySources, listOwnContent, openOwnDraft } from "./own-content";
import {
  checkOwnText,
  deleteOwnDraft,
  importOwnText,
  saveOwnDraft,
  startBlank,
  startCopy,
} from "./own-content-drafts";
import { loadOwnEditor, loadOwnPreview } from "./own-content-editor";
import { previewPublication, publishOwn, withdrawOwn } from "./own-content-publishing";
import { setRank } from "./set-rank";
import { interviewDatabase, newInterview, unwrap } from "./testing/interview-database";

const { context, person } = interviewDatabase();

let coach: Viewer;
beforeAll(async () => {
  coach = { ...(await person("Cora")), isCoach: true };
});

/** A copy of a shipped case, as a draft. */
async function copied(): Promise<{ id: OwnItemId; text: string; revision: number }> {
  const { itemId } = unwrap(await startCopy(coach, "case", "fraud-detection", context()));
  const { draft, revision } = unwrap(await openOwnDraft(coach, itemId, context()));
  return { id: itemId, text: draft, revision };
}

const save = (id: OwnItemId, revision: number, text: string) =>
  saveOwnDraft(coach, id, { text, form: null, revision }, context());

async function published(
  title = "Cards",
): Promise<{ id: OwnItemId; caseId: string; text: string }> {
  const { id, text, revision } = await copied();
  const saved = unwrap(await save(id, revision, text.replace(/^title: .*$/m, `title: ${title}`)));
  unwrap(await publishOwn(coach, id, saved.revision, context()));
  const { contentId, draft } = unwrap(await openOwnDraft(coach, id, context()));
  return { id, caseId: contentId ?? "", text: draft };
}

async function publishChange(id: OwnItemId, from: string, to: string): Promise<number> {
  const { draft, revision } = unwrap(await openOwnDraft(coach, id, context()));
  if (!draft.includes(from)) throw new Error(`"${from}" is not in the draft.`);
  const saved = unwrap(
    await save(
      id,
      revision,
      draft.replace(from, () => to),
    ),
  );
  return unwrap(await publishOwn(coach, id, saved.revision, context())).version;
}

test("a copy of a case begins as a draft nobody is offered, under an id of its own", async () => {
  const { id, text } = await copied();
  expect(parse(text)).toMatchObject({ version: 1, id: expect.stringMatching(/^own-fraud-/) });
  const item = unwrap(await listOwnContent(coach, context())).find((listed) => listed.id === id);
  expect(item).toMatchObject({ kind: "case", contentId: null, publishedVersion: null });
  expect((await listCases(context())).map((offered) => offered.id)).not.toContain(parse(text).id);
  const preview = unwrap(await previewPublication(coach, id, context()));
  expect(preview).toMatchObject({ problems: [], nextVersion: 1, changes: [] });
});

test("whoever copies a case, or opens the draft of a published one, has opened it", async () => {
  const { db } = context();
  const { id, caseId } = await published();
  const other = { ...(await person("Carl")), isCoach: true };
  unwrap(await openOwnDraft(other, id, context()));
  const opened = await db.caseUnlock.findMany({ orderBy: { caseId: "asc" } });
  const by = (viewer: Viewer) =>
    opened.filter(({ userId }) => userId === viewer.userId).map((row) => row.caseId);
  expect(by(other)).toEqual([caseId]);
  expect(by(coach)).toContain("fraud-detection");
});

test("publishing stores an immutable version and offers it for new interviews", async () => {
  const { caseId, text } = await published();
  const stored = await findContentVersion(context().db, "case", caseId, 1);
  expect(Case.parse(stored?.body)).toEqual(parse(text));
  expect(contentHash(stored?.body)).toBe(stored?.hash);
  expect(await findCase(context(), caseId)).toMatchObject({ id: caseId, version: 1 });
  expect(unwrap(await listCopySources(coach, context()))).toContainEqual({
    kind: "case",
    id: caseId,
    title: "Cards",
  });
});

test("an interview that has started keeps its version of case, framework and rubric", async () => {
  const { id, caseId } = await published("First edition");
  const host = await person("Hana");
  const input = newInterview({ caseId });
  const { interviewId } = unwrap(await createInterview(host, input, context()));
  const titleNow = async () => unwrap(await loadRoom(host, interviewId, context())).case.title;
  expect(await titleNow()).toBe("First edition");
  const row = () => context().db.interview.findUniqueOrThrow({ where: { id: interviewId } });
  const before = await row();

  expect(await publishChange(id, "title: First edition", "title: Second edition")).toBe(2);
  expect(await row()).toEqual(before);
  expect(await titleNow()).toBe("First edition");
  const later = unwrap(await createInterview(host, input, context()));
  expect(unwrap(await loadRoom(host, later.interviewId, context())).case.title).toBe(
    "Second edition",
  );

  unwrap(await withdrawOwn(coach, id, true, context()));
  expect(await titleNow()).toBe("First edition");
  expect(await createInterview(host, input, context())).toEqual({
    ok: false,
    code: "unknown-case",
  });
  expect(await findCase(context(), caseId)).toBeNull();

  unwrap(await withdrawOwn(coach, id, false, context()));
  expect(await findCase(context(), caseId)).toMatchObject({ version: 2 });
});

test("an interview can be held by one's own framework and rubric", async () => {
  const start = async (kind: "framework" | "rubric", from: string) => {
    const { itemId } = unwrap(await startCopy(coach, kind, from, context()));
    unwrap(await publishOwn(coach, itemId, 1, context()));
    return unwrap(await openOwnDraft(coach, itemId, context())).contentId ?? "";
  };
  const { content } = context();
  const frameworkId = await start("framework", content.defaultFramework.id);
  const rubricId = await start("rubric", content.defaultRubric.id);
  const input = newInterview({ frameworkId, rubricId });
  const { interviewId } = unwrap(await createInterview(coach, input, context()));
  const { rubricId: storedRubric, frameworkId: storedFramework } =
    await context().db.interview.findUniqueOrThrow({ where: { id: interviewId } });
  const interview = {
    framework: { id: storedFramework, version: 1 },
    rubric: { id: storedRubric, version: 1 },
  };
  expect((await frameworkOf(context(), interview)).id).toBe(frameworkId);
  expect((await rubricOf(context(), interview)).id).toBe(rubricId);
  const { frameworks, rubrics } = await choosableContent(context());
  expect([frameworks.get(frameworkId)?.name, rubrics.get(rubricId)?.name]).toEqual([
    content.defaultFramework.name,
    content.defaultRubric.name,
  ]);
});

test("a version is made only when something an interview reads has changed", async () => {
  const { id, text } = await published();
  const { revision } = unwrap(await openOwnDraft(coach, id, context()));
  const saved = unwrap(await save(id, revision, `# only a remark\n${text}`));
  expect(await publishOwn(coach, id, saved.revision, context())).toEqual({
    ok: false,
    code: "unchanged",
  });
  unwrap(await save(id, saved.revision, text.replace("title: Cards", "title: Cards, again")));
  const preview = unwrap(await previewPublication(coach, id, context()));
  expect(preview.changes).toEqual([{ where: "title", what: "changed" }]);
  expect(preview.nextVersion).toBe(2);
});

test("what is exported is what was imported, and each version stays to be had", async () => {
  const { id, text } = await published();
  const copy = text.replaceAll(parse(text).id, "own-exported-case");
  const written = `# Kept, with its remarks\n${copy}\n# to the last line\n`;
  const { itemId } = unwrap(await importOwnText(coach, written, null, context()));
  expect(unwrap(await exportOwnText(coach, itemId, null, context()))).toEqual({
    name: "draft-case.yaml",
    text: written,
  });
  unwrap(await publishOwn(coach, itemId, 1, context()));
  await publishChange(itemId, "title: Cards", "title: Other cards");
  expect(unwrap(await exportOwnText(coach, itemId, 1, context()))).toEqual({
    name: "own-exported-case.v1.yaml",
    text: written,
  });
  const second = unwrap(await exportOwnText(coach, itemId, 2, context())).text;
  expect(second).toContain("version: 2");
  expect(second.replace("version: 2", "version: 1").replace("Other cards", "Cards")).toBe(written);
  expect(await exportOwnText(coach, itemId, 3, context())).toEqual({
    ok: false,
    code: "not-found",
  });
  expect(await exportOwnText(coach, id, 1, context())).toMatchObject({ ok: true });
});

test("of two tabs with one draft the second is told, and neither text is lost", async () => {
  const { id, text, revision } = await copied();
  unwrap(await save(id, revision, `${text}# first tab\n`));
  expect(await save(id, revision, `${text}# second tab\n`)).toEqual({ ok: false, code: "stale" });
  const { draft } = unwrap(await openOwnDraft(coach, id, context()));
  expect(draft).toContain("# first tab");
  expect(await publishOwn(coach, id, revision, context())).toEqual({ ok: false, code: "stale" });
});

test("of two who publish at once one makes the version", async () => {
  const { id, revision } = await copied();
  const both = await Promise.all([1, 2].map(() => publishOwn(coach, id, revision, context())));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(unwrap(await openOwnDraft(coach, id, context())).versions).toHaveLength(1);
});

test("what is wrong is not published, and the draft is kept as it was written", async () => {
  const { id, text, revision } = await copied();
  const wrong = text.replace(/^title: .*$/m, 'title: ""');
  const saved = unwrap(await save(id, revision, wrong));
  const line = wrong.split("\n").indexOf('title: ""') + 1;
  expect(saved.problems).toEqual([{ line, path: "title", message: "this text is empty" }]);
  expect(await publishOwn(coach, id, saved.revision, context())).toEqual({
    ok: false,
    code: "wrong",
  });
  expect(unwrap(await loadOwnPreview(coach, id, context()))).toMatchObject({ shows: "problems" });
  expect(unwrap(await loadOwnEditor(coach, id, context())).checked.text).toBe(wrong);
});

test("an id begins with own-, is free, and never changes once it is published", async () => {
  const problemsWith = async (id: OwnItemId, text: string) =>
    unwrap(await checkOwnText(coach, id, { text, form: null }, context())).problems;
  const first = await published();
  const { id, text } = await copied();
  const ofId = async (item: OwnItemId, to: string) =>
    (await problemsWith(item, text.replaceAll(parse(text).id, to))).filter(
      ({ path }) => path === "id",
    );
  expect(await ofId(id, "fraud-detection")).toMatchObject([
    { message: expect.stringContaining('begins with "own-"') },
  ]);
  expect(await ofId(first.id, "own-something-else")).toMatchObject([
    { message: expect.stringContaining("never changes") },
  ]);
  expect(await ofId(id, "own-something-else")).toEqual([]);

  const { revision } = unwrap(await openOwnDraft(coach, id, context()));
  const taken = text.replaceAll(parse(text).id, first.caseId);
  const saved = unwrap(await save(id, revision, taken));
  expect(await publishOwn(coach, id, saved.revision, context())).toEqual({
    ok: false,
    code: "id-taken",
  });
});

test("a drawing nobody could lay out in time is refused", async () => {
  const { id, text } = await copied();
  const [, from = "", to = ""] = /edges:\n\s+- from: (\S+)\n\s+to: (\S+)/.exec(text) ?? [];
  const arrow = `\n      - { from: ${from}, to: ${to}, label: again }`;
  const crowded = text.replace("    edges:", () => `    edges:${arrow.repeat(120)}`);
  const { problems } = unwrap(
    await checkOwnText(coach, id, { text: crowded, form: null }, context()),
  );
  expect(problems).toContainEqual({
    line: crowded.split("\n").indexOf("    edges:") + 1,
    path: "interviewer.referenceCanvas.edges",
    message: "a drawing has at most 120 arrows",
  });
});

test("a draft can be deleted; what was published is only ever withdrawn", async () => {
  const { id } = await copied();
  unwrap(await deleteOwnDraft(coach, id, context()));
  expect(await openOwnDraft(coach, id, context())).toEqual({ ok: false, code: "not-found" });
  const kept = await published();
  expect(await deleteOwnDraft(coach, kept.id, context())).toEqual({
    ok: false,
    code: "published",
  });
});

test("a file says what it is by its fields, and one that does not is asked about", async () => {
  const kindOf = async (text: string) => {
    const { itemId } = unwrap(await importOwnText(coach, text, null, context()));
    return unwrap(await openOwnDraft(coach, itemId, context())).kind;
  };
  expect(await kindOf("phases: []")).toBe("framework");
  expect(await kindOf('{"competencies": []}')).toBe("rubric");
  expect(await kindOf("prompt: Go.")).toBe("case");
  expect(await importOwnText(coach, "other: 1", null, context())).toEqual({
    ok: false,
    code: "unknown-kind",
  });
});

test("texts that are too long or cannot be stored are refused, and so is one item too many", async () => {
  const long = `prompt: ${"x".repeat(MAX_OWN_BYTES)}`;
  expect(await importOwnText(coach, long, "case", context())).toMatchObject({ code: "too-long" });
  expect(await importOwnText(coach, "a: \0", "case", context())).toMatchObject({
    code: "unstorable",
  });
  const { id, revision } = await copied();
  expect(await save(id, revision, long)).toMatchObject({ code: "too-long" });

  const { db } = context();
  const there = await db.ownContent.count();
  await db.ownContent.createMany({
    data: Array.from({ length: MAX_OWN_ITEMS - there }, (_, i) => ({
      id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
      kind: "case",
      title: "",
      draft: "filler",
    })),
  });
  expect(await startBlank(coach, "rubric", context())).toEqual({ ok: false, code: "too-many" });
  await db.ownContent.deleteMany({ where: { draft: "filler" } });
  expect(await startBlank(coach, "rubric", context())).toMatchObject({ ok: true });
});

test("to everybody who may not write content there is none", async () => {
  const { id, revision } = await copied();
  const stranger = await person("Sven");
  const c = context();
  const answers = [
    await listOwnContent(stranger, c),
    await listCopySources(stranger, c),
    await openOwnDraft(stranger, id, c),
    await exportOwnText(stranger, id, null, c),
    await loadOwnEditor(stranger, id, c),
    await loadOwnPreview(stranger, id, c),
    await previewPublication(stranger, id, c),
    await startBlank(stranger, "case", c),
    await startCopy(stranger, "case", "fraud-detection", c),
    await importOwnText(stranger, "prompt: Go.", null, c),
    await checkOwnText(stranger, id, { text: "a: 1", form: null }, c),
    await saveOwnDraft(stranger, id, { text: "a: 1", form: null, revision }, c),
    await publishOwn(stranger, id, revision, c),
    await withdrawOwn(stranger, id, true, c),
    await deleteOwnDraft(stranger, id, c),
  ];
  expect(answers).toEqual(answers.map(() => ({ ok: false, code: "not-found" })));
  expect(await c.db.caseUnlock.count({ where: { userId: stranger.userId } })).toBe(0);
  expect(unwrap(await openOwnDraft(coach, id, c)).revision).toBe(revision);
  const admin = { ...stranger, isAdmin: true };
  expect(await listOwnContent(admin, c)).toMatchObject({ ok: true });
});

test("whoever runs the server says who is a coach, by address", async () => {
  const { db } = context();
  const { userId } = await person("Rita");
  await db.user.update({ where: { id: userId }, data: { email: "rita@example.org" } });
  const flags = () =>
    db.user.findUnique({ where: { id: userId }, select: { isCoach: true, isAdmin: true } });
  unwrap(await setRank("rita@example.org", "coach", { db }));
  expect(await flags()).toEqual({ isCoach: true, isAdmin: false });
  unwrap(await setRank("rita@example.org", "admin", { db }));
  expect(await flags()).toEqual({ isCoach: false, isAdmin: true });
  unwrap(await setRank("rita@example.org", "none", { db }));
  expect(await flags()).toEqual({ isCoach: false, isAdmin: false });
  expect(await setRank("nobody@example.org", "coach", { db })).toEqual({
    ok: false,
    code: "unknown",
  });
});
