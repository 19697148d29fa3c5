import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import { contentHash } from "@/lib/room-document/content-hash";
import { loadFinalState } from "../../services/final-state";
import { interviewDatabase, wholeDraft } from "../../services/testing/interview-database";
import { addParagraph, writeInRoom } from "../../services/testing/write-in-room";
import { submitScorecard } from "../../services/write-scorecard";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database";
import { migrate, readMigrations } from "../migrate";
import { connectDatabase } from "../open-database";
import { queryOnce } from "../query-once";
import { backUp } from "./back-up";
import { BackupRefused, MANIFEST_FILE, type Manifest, tableFile } from "./manifest";
import { restore } from "./restore";

const AWKWARD = 'tab\tquote" backslash\\ \\N \\. line\nbreak 🧪 ä';

const data = interviewDatabase();
let parent: string;
let folder: string;
let target: TestDatabase;

beforeEach(async () => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun backup "));
  folder = path.join(parent, "copy");
  target = await createTestDatabase();
});
afterEach(async () => {
  await target.drop();
  fs.rmSync(parent, { recursive: true });
});

/** An interview that has everything: people, both logs, cards. */
async function wholeInterview(): Promise<InterviewId> {
  const { db } = data.context();
  const host = await data.person(AWKWARD.slice(0, 20));
  const interviewId = await data.create(host);
  await data.join(host, interviewId, "candidate", "Ben");
  await writeInRoom(db, interviewId, (doc) => addParagraph(doc, AWKWARD));
  await data.runToDebrief(interviewId);
  await submitScorecard(host, interviewId, wholeDraft(AWKWARD), data.context());
  return interviewId;
}

async function sharedHash(url: string, interviewId: InterviewId): Promise<string> {
  const db = connectDatabase(url);
  try {
    const state = await loadFinalState(db, interviewId, "shared");
    if (!state) throw new Error("The interview is not there.");
    return contentHash(state.doc);
  } finally {
    await db.$disconnect();
  }
}

async function emptied({ url }: TestDatabase): Promise<void> {
  await queryOnce(url, "DROP SCHEMA public CASCADE");
  await queryOnce(url, "CREATE SCHEMA public");
}

async function peopleIn({ url }: TestDatabase): Promise<number> {
  const rows = await queryOnce<{ n: number }>(url, "SELECT count(*)::int AS n FROM users");
  return rows[0]?.n ?? 0;
}

const summaries = ({ tables }: Manifest) =>
  tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 }));

function changeManifest(change: (manifest: Manifest) => unknown): void {
  const file = path.join(folder, MANIFEST_FILE);
  fs.writeFileSync(file, JSON.stringify(change(JSON.parse(fs.readFileSync(file, "utf8")))));
}

describe("a backup", () => {
  test("restored into an empty database has every row, and the interview's very content", async () => {
    const interviewId = await wholeInterview();
    const made = await backUp(data.url(), folder);
    for (const name of ["users", "interviews", "log_entries", "scorecards", "content_versions"])
      expect(made.tables.find((table) => table.name === name)?.rows, name).toBeGreaterThan(0);

    await emptied(target);
    await restore(target.url, folder);
    expect(await sharedHash(target.url, interviewId)).toBe(
      await sharedHash(data.url(), interviewId),
    );
    const again = await backUp(target.url, path.join(parent, "again"));
    expect(summaries(again)).toEqual(summaries(made));
  });

  test("restored, gives out no number of a log a second time", async () => {
    await wholeInterview();
    await backUp(data.url(), folder);
    await restore(target.url, folder);
    const next = "INSERT INTO log_heads DEFAULT VALUES RETURNING id";
    const [[old], [added]] = [
      await queryOnce<{ id: string }>(data.url(), "SELECT max(id) AS id FROM log_heads"),
      await queryOnce<{ id: string }>(target.url, next),
    ];
    expect(Number(added?.id)).toBeGreaterThan(Number(old?.id));
  });

  test("made while people come in is as of one moment", async () => {
    let isDone = false;
    const coming = (async () => {
      // A sign-in refers to its person; a copy that took the tables at different moments could not be restored.
      while (!isDone) await data.person("Somebody");
    })();
    await backUp(data.url(), folder);
    isDone = true;
    await coming;
    await restore(target.url, folder);
    expect(await peopleIn(target)).toBeGreaterThan(0);
  });

  test("is readable by its owner alone, and never takes another's place", async () => {
    await backUp(data.url(), folder);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of fs.readdirSync(folder))
      expect(fs.statSync(path.join(folder, file)).mode & 0o777, file).toBe(0o600);
    await expect(backUp(data.url(), folder)).rejects.toThrow(BackupRefused);
  });

  test("that was interrupted is not taken for one, and the next one starts afresh", async () => {
    const draft = `${folder}.partial`;
    fs.mkdirSync(draft);
    fs.writeFileSync(path.join(draft, "users.copy.gz"), "half");
    await expect(restore(target.url, draft)).rejects.toThrow("is no backup");
    await backUp(data.url(), folder);
    await restore(target.url, folder);
  });
});

describe("a restore changes nothing", () => {
  beforeEach(async () => {
    await wholeInterview();
    await backUp(data.url(), folder);
  });

  async function refused(reason: RegExp | string): Promise<void> {
    const before = await peopleIn(target);
    await expect(restore(target.url, folder)).rejects.toThrow(reason);
    await expect(restore(target.url, folder)).rejects.toBeInstanceOf(BackupRefused);
    expect(await peopleIn(target)).toBe(before);
  }

  test("in a database that somebody uses", async () => {
    await queryOnce(
      target.url,
      "INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'Here already')",
    );
    await refused("There are people (1)");
  });

  test("when one letter of a table was changed", async () => {
    const file = tableFile(folder, "scorecards");
    const rows = gunzipSync(fs.readFileSync(file)).toString("utf8");
    fs.writeFileSync(file, gzipSync(rows.replace("quote", "Quote")));
    await refused("checksum");
  });

  test("when a file is cut short, or gone", async () => {
    const file = tableFile(folder, "log_entries");
    fs.truncateSync(file, fs.statSync(file).size - 20);
    await refused("cannot be read");
    fs.rmSync(file);
    await refused("cannot be read");
  });

  test("when the list of tables does not name one", async () => {
    changeManifest((manifest) => ({
      ...manifest,
      tables: manifest.tables.filter(({ name }) => name !== "scorecards"),
    }));
    await refused("scorecards");
  });

  test("from a newer version, or from something else", async () => {
    changeManifest((manifest) => ({
      ...manifest,
      migrations: [...manifest.migrations, { name: "2999_later", checksum: "0".repeat(64) }],
    }));
    await refused("another version");
    changeManifest((manifest) => ({ ...manifest, format: 99 }));
    await refused("another version");
    changeManifest(() => ({ format: 1, tables: '"; DROP TABLE users' }));
    await refused("damaged");
    fs.writeFileSync(path.join(folder, MANIFEST_FILE), "{");
    await refused("damaged");
  });
});

test("a backup of an older version is restored, and then brought up to date", async () => {
  const [older, newest] = readMigrations().slice(-2);
  const source = await createTestDatabase();
  try {
    await emptied(source);
    await migrate(source.url, { upTo: older?.name ?? "" });
    await queryOnce(source.url, "INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'Ada')");
    await backUp(source.url, folder);
  } finally {
    await source.drop();
  }
  await expect(restore(target.url, folder)).rejects.toThrow("newer tables");

  await emptied(target);
  await restore(target.url, folder);
  expect(await peopleIn(target)).toBe(1);
  const applied = await queryOnce<{ name: string }>(
    target.url,
    `SELECT migration_name AS name FROM "_prisma_migrations" ORDER BY 1`,
  );
  expect(applied.at(-1)?.name).toBe(newest?.name);
});
