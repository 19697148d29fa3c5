import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { CommandId, type InterviewId } from "@/lib/domain/ids";
import type { InterviewCommand } from "@/lib/domain/interview";
import type { NewInterviewInput } from "@/lib/domain/new-interview";
import type { Result } from "@/lib/domain/result";
import type { InviteRole } from "@/lib/domain/roles";
import type { ScorecardDraft } from "@/lib/domain/scorecard";
import type { Viewer } from "@/lib/domain/viewer";
import { loadContent } from "../../content/load-content";
import type { Db } from "../../db/client";
import { storeContentVersions } from "../../db/content-versions";
import { connectDatabase } from "../../db/open-database";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database";
import { changeInterview } from "../change-interview";
import type { ServiceContext } from "../context";
import { createInterview } from "../create-interview";
import { enterAsGuest } from "../enter-as-guest";
import { acceptInvite } from "../join-interview";
import { listJoinLinks } from "../manage-people";
import { signedInViewer } from "../signed-in-viewer";

const content = loadContent();

/** The value of a result that has to be one. */
export function unwrap<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`Refused: ${result.code}`);
  return result.value;
}

/** The form for a new interview as it is when nobody changes anything, but for what a test says. */
export function newInterview(change: Partial<NewInterviewInput> = {}): NewInterviewInput {
  return {
    role: "interviewer",
    caseId: "ad-click-prediction",
    frameworkId: content.defaultFramework.id,
    rubricId: content.defaultRubric.id,
    mode: "guided",
    lengthMinutes: 45,
    level: "senior",
    minutes: content.defaultFramework.phases.map((phase) => phase.minutes[45]),
    callLink: null,
    scheduledFor: null,
    ...change,
  };
}

/** A card nothing is missing from. */
export function wholeDraft(evidence: string): ScorecardDraft {
  // The gate too: who does not rate it may have it in a draft, and it is dropped.
  const { competencies: rated, gate } = content.defaultRubric;
  const competencies = gate ? [...rated, gate] : rated;
  return {
    ratings: Object.fromEntries(competencies.map(({ id }) => [id, { score: 3, evidence }])),
    recommendation: "yes",
    fix: `Fix: ${evidence}`,
  };
}

/**
 * A database with the product's content, and people and interviews in it, for the tests of one file.
 *
 * @param options.makeDatabase where it comes from; left out, it is one in the cluster of all tests
 */
export function interviewDatabase({
  makeDatabase = createTestDatabase,
}: {
  makeDatabase?: () => Promise<TestDatabase>;
} = {}) {
  let database: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    database = await makeDatabase();
    db = connectDatabase(database.url);
    await storeContentVersions(db, content);
  });
  afterAll(async () => {
    await db?.$disconnect();
    await database?.drop();
  });

  const context = (): ServiceContext => ({ db, secret: "a secret of the tests", content });

  async function person(name: string): Promise<Viewer> {
    const people = { db, now: new Date() };
    const { signInId } = unwrap(await enterAsGuest(name, null, people));
    const viewer = await signedInViewer(signInId, people);
    if (!viewer) throw new Error("A guest who has just entered is signed in.");
    return viewer;
  }

  async function create(
    host: Viewer,
    change: Partial<NewInterviewInput> = {},
  ): Promise<InterviewId> {
    return unwrap(await createInterview(host, newInterview(change), context())).interviewId;
  }

  /** The token in the link that somebody who may hand it out is shown. */
  async function token(by: Viewer, interviewId: InterviewId, role: InviteRole): Promise<string> {
    const links = unwrap(await listJoinLinks(by, interviewId, context()));
    const path = links.find((link) => link.role === role)?.path;
    if (!path) throw new Error(`There is no link for the ${role}.`);
    return path.replace("/join/", "");
  }

  async function join(
    by: Viewer,
    interviewId: InterviewId,
    role: InviteRole,
    name: string,
  ): Promise<Viewer> {
    const viewer = await person(name);
    unwrap(await acceptInvite(viewer, await token(by, interviewId, role), context()));
    return viewer;
  }

  async function command(interviewId: InterviewId, step: InterviewCommand) {
    return unwrap(await changeInterview(db, interviewId, CommandId.parse(randomUUID()), step));
  }

  return {
    context,
    /** For what has connections of its own. */
    url: () => database.url,
    person,
    create,
    token,
    join,
    command,
    /** From the lobby to the debrief. */
    async runToDebrief(interviewId: InterviewId): Promise<void> {
      await command(interviewId, { type: "start" });
      await command(interviewId, { type: "end" });
    },
  };
}
