import { expect, test } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import { INTERVIEWS_PER_PAGE, listInterviews } from "./list-interviews";
import { leaveInterview, removeParticipant } from "./manage-people";
import { interviewDatabase, unwrap, wholeDraft } from "./testing/interview-database";
import { submitScorecard } from "./write-scorecard";

const { context, person, create, join, runToDebrief } = interviewDatabase();

type Person = Awaited<ReturnType<typeof person>>;

/** All pages, as somebody gets them who asks for the next one until there is none. */
async function allPages(viewer: Person): Promise<InterviewId[][]> {
  const pages: InterviewId[][] = [];
  let page = await listInterviews(viewer, undefined, context());
  pages.push(page.interviews.map((interview) => interview.id));
  while (page.next) {
    page = await listInterviews(viewer, page.next, context());
    pages.push(page.interviews.map((interview) => interview.id));
  }
  return pages;
}

test("a new person's list is empty and has no next page", async () => {
  const page = await listInterviews(await person("New"), undefined, context());
  expect(page).toEqual({ interviews: [], next: null });
});

test("a list longer than a page is given page by page, the newest first, each interview once", async () => {
  const ana = await person("Ana");
  const made: InterviewId[] = [];
  for (let i = 0; i < 2 * INTERVIEWS_PER_PAGE + 1; i++) made.push(await create(ana));
  const pages = await allPages(ana);
  expect(pages.map((page) => page.length)).toEqual([INTERVIEWS_PER_PAGE, INTERVIEWS_PER_PAGE, 1]);
  expect(pages.flat()).toEqual(made.toReversed());
});

test("interviews of the very same moment are neither skipped nor repeated between pages", async () => {
  const ana = await person("Ana");
  const made: InterviewId[] = [];
  for (let i = 0; i < INTERVIEWS_PER_PAGE + 5; i++) made.push(await create(ana));
  await context().db.participant.updateMany({
    where: { userId: ana.userId },
    data: { joinedAt: new Date("2026-06-01T09:00:00Z") },
  });
  const listed = (await allPages(ana)).flat();
  expect(listed).toHaveLength(made.length);
  expect(new Set(listed)).toEqual(new Set(made));
});

test("a full page without more behind it has no next page", async () => {
  const ana = await person("Ana");
  for (let i = 0; i < INTERVIEWS_PER_PAGE; i++) await create(ana);
  expect(await allPages(ana)).toHaveLength(1);
});

test("everybody in an interview has it in their list, with their own part and the others' names", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  const olga = await join(ana, id, "observer", "Olga");
  const of = async (viewer: Person) =>
    (await listInterviews(viewer, undefined, context())).interviews;
  expect(await of(ana)).toMatchObject([{ id, role: "interviewer", others: ["Ben", "Olga"] }]);
  expect(await of(ben)).toMatchObject([{ id, role: "candidate", others: ["Ana", "Olga"] }]);
  expect(await of(olga)).toMatchObject([{ id, role: "observer", others: ["Ana", "Ben"] }]);

  unwrap(await leaveInterview(ben, id, context()));
  unwrap(await removeParticipant(ana, id, 3, context()));
  expect(await of(ben)).toEqual([]);
  expect(await of(olga)).toEqual([]);
  expect(await of(ana)).toMatchObject([{ others: [] }]);
});

test("a recommendation is listed once the cards are open, and not before", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  await runToDebrief(id);
  unwrap(await submitScorecard(ana, id, wholeDraft("seen"), context()));
  const recommended = async (viewer: Person) =>
    (await listInterviews(viewer, undefined, context())).interviews[0]?.recommendation;
  expect(await recommended(ben)).toBeNull();
  expect(await recommended(ana)).toBeNull();
  unwrap(await submitScorecard(ben, id, wholeDraft("mine"), context()));
  expect(await recommended(ben)).toBe("yes");
});
