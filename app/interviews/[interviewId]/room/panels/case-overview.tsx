import type { InterviewerBrief } from "@/lib/domain/content/case-views";
import type { OwnFailure } from "@/lib/domain/content/guide-failures";
import type { Level } from "@/lib/domain/plan";
import { Bullets } from "./bullets";
import { Explained } from "./explained";
import { PanelSection } from "./panel-section";

/** The case as a whole: what to read beforehand, its numbers, and what good looks like. */
export function CaseOverview({
  brief,
  ownFailures,
  level,
  startsOpen,
}: {
  brief: InterviewerBrief;
  /** What goes wrong in this case and is in no list; the others stand in their phases. */
  ownFailures: readonly OwnFailure[];
  level: Level;
  /** In the lobby there is time to read; in the room the phase comes first. */
  startsOpen: boolean;
}) {
  const read = brief.twoMinuteRead;
  return (
    <>
      <PanelSection title="Two-minute read" open={startsOpen}>
        <dl className="m-0 flex flex-col gap-2.5">
          <Point name="The trap">{read.trap}</Point>
          <div>
            <dt className="text-ink-3 text-xs">Facts to have at hand</dt>
            <dd className="m-0">
              <Bullets lines={read.keyFacts} />
            </dd>
          </div>
          <Point name="Listen for, first half">{read.listenFirstHalf}</Point>
          <Point name="Listen for, second half">{read.listenSecondHalf}</Point>
          <div>
            <dt className="text-ink-3 text-xs">Weak signs</dt>
            <dd className="m-0">
              <Bullets lines={read.weakSigns} />
            </dd>
          </div>
          <Point name="Best curveballs">{read.bestCurveballs}</Point>
          <Point name="Short on time">{read.shortOnTime}</Point>
        </dl>
      </PanelSection>
      <PanelSection title="Numbers">
        <Bullets lines={brief.signatureConstraints} />
        <ul className="m-0 mt-3 flex list-none flex-col gap-2 border-line border-t p-0 pt-3">
          {brief.scaleSheet.map((line) => (
            <li key={line.calc}>
              {line.says}
              <code className="block break-words font-mono text-ink-3 text-xs">{line.calc}</code>
            </li>
          ))}
        </ul>
      </PanelSection>
      {ownFailures.length > 0 ? (
        <PanelSection title="What goes wrong in this case" note={ownFailures.length}>
          <Bullets lines={ownFailures.map(({ text }) => text)} />
        </PanelSection>
      ) : null}
      <PanelSection title="What good looks like">
        <p>
          <Explained text={brief.whatGoodLooksLike[level]} />
        </p>
      </PanelSection>
    </>
  );
}

function Point({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="m-0">
        <Explained text={children} />
      </dd>
    </div>
  );
}
