/** A case on one page, for its interviewer to have on the table. Never for who is asked. */
import type { InterviewerBrief } from "../domain/content/case-views";
import type { CommonPhase } from "../domain/content/common-checklist";
import { ANY_PHASE } from "../domain/content/interviewer-material";
import { block, type SheetPart, type WholeSheet } from "./sheet";

/** Figures as people write them: thousands apart, and no digits that nobody says. */
const FIGURE = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

type Phases = readonly Pick<CommonPhase, "id" | "name">[];

function mustItems(brief: InterviewerBrief, phases: Phases): SheetPart[] {
  return phases.flatMap(({ id, name }) => {
    const lines = brief.checklist
      .filter(({ phase, priority }) => phase === id && priority === "must")
      .map(({ text }) => text);
    return lines.length > 0 ? [{ label: name, lines, keep: 1, rank: 6 }] : [];
  });
}

/** The last part of an id: cb2 of `rag-assistant.cb2`. */
const numberOf = (id: string): string => id.split(".").at(-1) ?? id;

function hints(brief: InterviewerBrief, phases: Phases): string[] {
  return phases.flatMap(({ id, name }) => {
    const ladder = brief.hints[id];
    return ladder ? [`${name}: ${ladder.nudge} Then: ${ladder.narrow}`] : [];
  });
}

export function caseSheet(brief: InterviewerBrief, phases: Phases): WholeSheet {
  const read = brief.twoMinuteRead;
  const nameOf = (id: string) =>
    id === ANY_PHASE ? "any time" : (phases.find((phase) => phase.id === id)?.name ?? id);
  const one = (label: string, text: string): SheetPart => ({
    label,
    lines: [text],
    keep: 1,
    rank: 9,
  });
  return {
    title: brief.title,
    kind: "For the interviewer only",
    lead: brief.prompt,
    source: `${brief.title}, version ${brief.version}`,
    blocks: [
      {
        heading: "Two-minute read",
        note: null,
        table: null,
        parts: [
          one("The trap", read.trap),
          { label: "Have at hand", lines: read.keyFacts, keep: read.keyFacts.length, rank: 9 },
          one("First half", read.listenFirstHalf),
          one("Second half", read.listenSecondHalf),
          { label: "Weak signs", lines: read.weakSigns, keep: 1, rank: 4 },
          one("Best curveballs", read.bestCurveballs),
          one("Short on time", read.shortOnTime),
        ],
      },
      block(
        "Tell only if asked",
        brief.facts.map(({ topic, answer }) => `${topic}: ${answer}`),
        { keep: 4, rank: 5 },
      ),
      { heading: "A strong candidate …", note: null, table: null, parts: mustItems(brief, phases) },
      block(
        "Curveballs",
        // With its number, by which the two-minute read speaks of it.
        brief.curveballs.map(
          ({ id, title, when, say }) => `${numberOf(id)} ${title} (${nameOf(when)}): ${say}`,
        ),
        { keep: 3, rank: 3 },
      ),
      block("Hints: a nudge, then narrower", hints(brief, phases), { keep: 0, rank: 2 }),
      block(
        "Scale",
        brief.scaleSheet.map(({ result, says }) => `${FIGURE.format(result)} ${says}`),
        { keep: 4, rank: 1 },
      ),
    ],
  };
}
