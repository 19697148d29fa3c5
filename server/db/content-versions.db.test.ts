import { afterAll, beforeAll, expect, test } from "vitest";
import { type Case, Case as CaseSchema } from "@/lib/domain/content/case";
import type { ContentItem } from "@/lib/domain/content/content-item";
import { contentHash } from "../content/content-hash";
import { loadContent } from "../content/load-content";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import type { Db } from "./client";
import { findContentVersion, storeContentVersions } from "./content-versions";
import { connectDatabase } from "./open-database";

let database: TestDatabase;
let db: Db;
const content = loadContent();
const shipped = content.cases.get("fraud-detection")?.version ?? 0;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.url);
});

afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

function fraudCase(change: Partial<Case>): ContentItem {
  const original = content.cases.get("fraud-detection");
  if (!original) throw new Error("the case is gone");
  const body = { ...original, ...change };
  return { kind: "case", id: body.id, version: body.version, hash: contentHash(body), body };
}

test("storing the same content twice, also at once, keeps one row per item", async () => {
  await Promise.all([storeContentVersions(db, content), storeContentVersions(db, content)]);
  await storeContentVersions(db, content);
  expect(await db.contentVersion.count()).toBe(content.items.length);
});

test("a stored version comes back as it was", async () => {
  await storeContentVersions(db, content);
  const found = await findContentVersion(db, "case", "fraud-detection", shipped);
  expect(CaseSchema.parse(found?.body)).toEqual(content.cases.get("fraud-detection"));
  expect(contentHash(found?.body)).toBe(found?.hash);
});

test("a version that was never stored is null", async () => {
  expect(await findContentVersion(db, "case", "fraud-detection", 99)).toBeNull();
});

test("a changed body under the same version is refused with a sentence, and the stored one stays", async () => {
  await storeContentVersions(db, content);
  const changed = fraudCase({ title: "Something else" });
  await expect(storeContentVersions(db, { items: [changed] })).rejects.toThrow(
    `The case "fraud-detection" is not what is stored as its version ${shipped}. Raise its version to ${shipped + 1}`,
  );
  const found = await findContentVersion(db, "case", "fraud-detection", shipped);
  expect(CaseSchema.parse(found?.body).title).not.toBe("Something else");
});

test("a changed body under a higher version is stored beside the old one", async () => {
  await storeContentVersions(db, content);
  const next = shipped + 1;
  await storeContentVersions(db, { items: [fraudCase({ title: "Next edition", version: next })] });
  const titles = [shipped, next].map(async (version) => {
    const found = await findContentVersion(db, "case", "fraud-detection", version);
    return CaseSchema.parse(found?.body).title;
  });
  expect(await Promise.all(titles)).toEqual([
    content.cases.get("fraud-detection")?.title,
    "Next edition",
  ]);
});
