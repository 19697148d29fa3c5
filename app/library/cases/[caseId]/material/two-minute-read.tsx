import type { ReactNode } from "react";
import { WithTerms } from "@/app/_components/glossary/with-terms";
import type { InterviewerBrief } from "@/lib/domain/content/case-views";
import type { Term } from "@/lib/domain/content/term-marks";
import { Lines } from "../../../_components/lines";

/** All that an interviewer who has no time needs. */
export function TwoMinuteRead({
  read,
  terms,
}: {
  read: InterviewerBrief["twoMinuteRead"];
  terms: readonly Term[];
}) {
  const text = (said: string) => <WithTerms text={said} terms={terms} />;
  return (
    <dl className="m-0 flex max-w-prose flex-col gap-4">
      <Point name="The trap">{text(read.trap)}</Point>
      <Point name="Facts to have at hand">
        <Lines lines={read.keyFacts} terms={terms} />
      </Point>
      <Point name="Listen for, first half">{text(read.listenFirstHalf)}</Point>
      <Point name="Listen for, second half">{text(read.listenSecondHalf)}</Point>
      <Point name="Weak signs">
        <Lines lines={read.weakSigns} terms={terms} />
      </Point>
      <Point name="Best curveballs">{text(read.bestCurveballs)}</Point>
      <Point name="Short on time">{text(read.shortOnTime)}</Point>
    </dl>
  );
}

function Point({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-3 text-sm">{name}</dt>
      <dd className="m-0">{children}</dd>
    </div>
  );
}
