import { WithTerms } from "@/app/_components/glossary/with-terms";
import { ReferenceFigure } from "@/app/_components/reference-figure/reference-figure";
import { LEVEL_WORDS } from "@/app/interviews/_components/words";
import type { InterviewerBrief } from "@/lib/domain/content/case-views";
import type { ReferenceDrawing } from "@/lib/domain/content/reference-drawing";
import type { Term } from "@/lib/domain/content/term-marks";
import { Level } from "@/lib/domain/plan";
import { FailureModeList } from "../../../_components/failure-mode-list";
import { Lines } from "../../../_components/lines";
import { OutlineByPhase } from "../../../_components/outline-by-phase";
import { PageWithContents } from "../../../_components/page-contents";
import { Section } from "../../../_components/section";
import { Answers } from "./answers";
import { Curveballs } from "./curveballs";
import { DecisionPoints } from "./decision-points";
import { Numbers } from "./numbers";
import { PhaseNotes } from "./phase-notes";
import { TwoMinuteRead } from "./two-minute-read";
import { Variants } from "./variants";

const CONTENTS = [
  { id: "read", title: "Two-minute read" },
  { id: "answers", title: "Answers" },
  { id: "numbers", title: "Numbers" },
  { id: "phases", title: "Phase by phase" },
  { id: "curveballs", title: "Curveballs" },
  { id: "decisions", title: "Decisions" },
  { id: "outline", title: "Strong answer" },
  { id: "drawing", title: "Reference canvas" },
  { id: "levels", title: "Per level" },
  { id: "failure-modes", title: "Failure modes" },
  { id: "variants", title: "Variants" },
  { id: "references", title: "References" },
] as const;

/** Everything the interviewer's half of a case holds, in the order in which it is needed. */
export function MaterialSections({
  brief,
  drawing,
  phaseNames,
  failureTitles,
  terms,
}: {
  brief: InterviewerBrief;
  drawing: ReferenceDrawing;
  phaseNames: Readonly<Record<string, string>>;
  failureTitles: Readonly<Record<string, string>>;
  terms: readonly Term[];
}) {
  return (
    <PageWithContents contents={CONTENTS}>
      <Section id="read" title="Two-minute read">
        <TwoMinuteRead read={brief.twoMinuteRead} terms={terms} />
      </Section>
      <Section
        id="answers"
        title="Answers"
        intro="Tell only if asked, or when somebody builds on a wrong assumption. For what is not here, let them assume something and accept it."
      >
        <Answers facts={brief.facts} terms={terms} />
      </Section>
      <Section id="numbers" title="Numbers">
        <Numbers
          constraints={brief.signatureConstraints}
          scaleSheet={brief.scaleSheet}
          terms={terms}
        />
      </Section>
      <Section
        id="phases"
        title="Phase by phase"
        intro="What to listen for at each level, what to ask, and how to help: the least that works first."
      >
        <div className="flex flex-col gap-6">
          {Object.entries(phaseNames).map(([phase, name]) => (
            <PhaseNotes
              key={phase}
              id={phase}
              name={name}
              items={brief.checklist.filter((item) => item.phase === phase)}
              probes={brief.probes[phase] ?? []}
              hints={brief.hints[phase]}
              terms={terms}
            />
          ))}
        </div>
      </Section>
      <Section
        id="curveballs"
        title="Curveballs"
        intro="At most two in 45 minutes, one in 35, three in 60; none before minute 15 and none in the last five."
      >
        <Curveballs curveballs={brief.curveballs} phaseNames={phaseNames} terms={terms} />
      </Section>
      <Section
        id="decisions"
        title="Decisions"
        intro="Any option can be right. What counts is the reason, and knowing what would reverse it."
      >
        <DecisionPoints points={brief.decisionPoints} phaseNames={phaseNames} terms={terms} />
      </Section>
      <Section
        id="outline"
        title="A strong answer"
        intro="One way through the case that holds up. Others do too."
      >
        <OutlineByPhase outline={brief.outline} phaseNames={phaseNames} terms={terms} />
      </Section>
      <Section id="drawing" title="Reference canvas">
        <ReferenceFigure title={`Reference drawing: ${brief.title}`} drawing={drawing} />
      </Section>
      <Section id="levels" title="What good looks like per level">
        <dl className="m-0 flex max-w-prose flex-col gap-4">
          {Level.options.map((level) => (
            <div key={level}>
              <dt className="font-medium">{LEVEL_WORDS[level]}</dt>
              <dd className="m-0">
                <WithTerms text={brief.whatGoodLooksLike[level]} terms={terms} />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section id="failure-modes" title="Failure modes">
        <FailureModeList modes={brief.failureModes} titles={failureTitles} terms={terms} />
      </Section>
      {brief.variants.length > 0 ? (
        <Section
          id="variants"
          title="Variants"
          intro="For a candidate who knows the case: the same problem, made different."
        >
          <Variants variants={brief.variants} phaseNames={phaseNames} terms={terms} />
        </Section>
      ) : null}
      <Section id="references" title="References">
        <p className="mb-3 max-w-prose text-ink-2 text-sm">{brief.origin}</p>
        <div className="max-w-prose">
          <Lines lines={brief.references} terms={[]} />
        </div>
      </Section>
    </PageWithContents>
  );
}
