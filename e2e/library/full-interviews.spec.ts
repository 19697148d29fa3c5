/**
 * A whole interview on cases with other frameworks and rubrics than the default ones: from the
 * library, by an interviewer who met the case a minute ago, to the review and the case's summary.
 */
import { type ScoredPhase, scoredPhases } from "@/lib/domain/content/framework";
import { isExpectedAt } from "@/lib/domain/content/interviewer-material";
import { loadContent } from "../../server/content/load-content";
import { expect, type Person, test } from "../support/cast";
import { closedPhrases } from "../support/closed-phrases";
import {
  addComponent,
  boardOf,
  copyLink,
  endInterview,
  expectPhase,
  expectRunning,
  expectSaved,
  expectText,
  joinAsGuest,
  startClock,
  writeLine,
} from "../support/interview-steps";
import { look } from "../support/look";
import { fillCard, submitCard } from "../support/scorecard-steps";

const content = loadContent();

const INTERVIEWS = [
  { caseId: "news-feed", frameworkId: "fw-canonical7", rubricId: "rb-default6" },
  { caseId: "rag-assistant", frameworkId: "fw-delivery6", rubricId: "rb-detailed8" },
  { caseId: "federated-keyboard", frameworkId: "fw-four", rubricId: "rb-detailed8" },
] as const;

function caseOf(caseId: string) {
  const found = content.cases.get(caseId);
  if (!found) throw new Error(`There is no case ${caseId}.`);
  return found;
}

function phasesOf(frameworkId: string): ScoredPhase[] {
  const framework = content.frameworks.get(frameworkId);
  if (!framework) throw new Error(`There is no framework ${frameworkId}.`);
  return scoredPhases(framework);
}

/** Enough of a line to know it by; words that explain themselves set it in pieces further on. */
const opening = (line: string) => line.split(/[ ,.]/).slice(0, 3).join(" ");

async function prepare({ page }: Person, caseId: string): Promise<void> {
  const { title } = caseOf(caseId);
  await page.goto(`/library?q=${encodeURIComponent(title)}`);
  await page
    .getByRole("list", { name: "Cases" })
    .getByRole("link", { name: title })
    .first()
    .click();
  await page.getByRole("button", { name: "I am interviewing this case" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Open the material" }).click();
  await expect(page.getByRole("heading", { name: "Two-minute read" })).toBeVisible();
}

async function create(
  { page }: Person,
  { caseId, frameworkId, rubricId }: (typeof INTERVIEWS)[number],
): Promise<void> {
  await page.goto(`/interviews/new?case=${caseId}`);
  await page.getByRole("radio", { name: /^Interviewer/ }).check();
  await page.getByText("Framework, minutes, rubric, start and call").click();
  await page.getByLabel("Framework", { exact: true }).selectOption(frameworkId);
  await page.getByLabel("Rubric").selectOption(rubricId);
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/room$/);
}

for (const interview of INTERVIEWS) {
  const { caseId, frameworkId } = interview;
  test(`${caseId} is run from the screen through ${frameworkId}, scored and reviewed`, async ({
    arrive,
    enter,
  }) => {
    const { title, interviewer } = caseOf(caseId);
    const phases = phasesOf(frameworkId);
    const { material } = closedPhrases(caseId);
    const ana = await enter("Ana Ribeiro");
    const ben = await arrive("Ben Okafor");

    await prepare(ana, caseId);
    await create(ana, interview);
    await joinAsGuest(ben, await copyLink(ana, "Candidate"));
    await startClock(ana);
    await expectRunning(ben.page);

    const guide = ana.page.getByRole("tabpanel", { name: "Guide" });
    const said: string[] = [];
    for (const phase of phases) {
      await ana.page.getByRole("button", { name: "Next phase" }).click();
      for (const { page } of [ana, ben]) await expectPhase(page, phase.name);

      await test.step(`the guide knows what to listen for: ${phase.name}`, async () => {
        const item = interviewer.checklist.find(
          (each) => phase.covers.includes(each.phase) && isExpectedAt(each.priority, "senior"),
        );
        if (item)
          await guide
            .getByRole("checkbox", { name: opening(item.text) })
            .first()
            .check();
        const probe = phase.covers.flatMap((id) => interviewer.probes[id] ?? [])[0];
        if (probe) await expect(guide).toContainText(probe);
      });

      const answer = `${phase.name}: ${title} as a strong candidate says it.`;
      said.push(answer);
      await writeLine(ben.page, answer);
      await expectText(ana.page, answer);
    }

    await test.step("the reference drawing's first components are in the palette", async () => {
      const stencils = interviewer.referenceCanvas.nodes.slice(0, 3).map(({ stencil }) => stencil);
      for (const id of stencils) {
        const label = content.stencils.find((stencil) => stencil.id === id)?.label ?? "";
        await addComponent(ben.page, label);
        await expect(boardOf(ana.page)).toContainText(label);
      }
      await expectSaved(ben.page);
    });

    await test.step("what only the interviewer may read never came to the candidate's page", async () => {
      const seen = await ben.page.content();
      expect(material.filter((phrase) => seen.includes(phrase))).toEqual([]);
    });

    await endInterview(ana);
    for (const [person, evidence] of [
      [ana, "Named the constraint before the model."],
      [ben, "I named the constraint first."],
    ] as const) {
      await fillCard(person.page, evidence);
      if (person === ana) await look(ana.page, `debrief-${caseId}`);
      await submitCard(person.page);
    }
    for (const { page } of [ana, ben]) {
      await page.waitForURL(/\/review$/);
      const main = page.getByRole("main");
      for (const line of said) await expect(main.getByText(line)).toBeVisible();
      await expect(main.getByText("Named the constraint before the model.").first()).toBeVisible();
    }
    await look(ben.page, `review-${caseId}`);

    await test.step("now that it was tried, its summary is open to the candidate, its material is not", async () => {
      await ben.page.goto(`/library/cases/${caseId}`);
      const main = ben.page.getByRole("main");
      await expect(main.getByText(interviewer.whatGoodLooksLike.senior)).toBeVisible();
      await expect(main.getByRole("button", { name: "I am interviewing this case" })).toBeVisible();
    });
  });
}
