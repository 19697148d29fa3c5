"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { Select } from "@/app/_components/select";
import type { InterviewId } from "@/lib/domain/ids";
import type { Level } from "@/lib/domain/plan";
import type { InterviewerGuide } from "@/lib/domain/room-view";
import { AnswerCards } from "./answer-cards";
import { Bullets } from "./bullets";
import { CaseOverview } from "./case-overview";
import { CurveballCards } from "./curveball-cards";
import { FailureList } from "./failure-list";
import { HintLadder } from "./hint-ladder";
import { PanelSection } from "./panel-section";
import { PhaseChecklist } from "./phase-checklist";
import { ReferenceDialog } from "./reference-dialog";
import { useTicks } from "./use-ticks";

/** The interviewer's private guide: the phase that is open first, then the case as a whole. */
export function GuidePanel({
  guide,
  interviewId,
  level,
  phaseId,
}: {
  guide: InterviewerGuide;
  interviewId: InterviewId;
  level: Level;
  /** The phase the clock is in; null before and after. */
  phaseId: string | null;
}) {
  // Null follows the clock, so that nobody has to turn pages while listening.
  const [pinned, setPinned] = useState<string | null>(null);
  const { ticked, toggle } = useTicks(interviewId);
  const phase =
    guide.phases.find((each) => each.phaseId === (pinned ?? phaseId)) ?? guide.phases[0];
  const ahead = phase && phase.phaseId !== phaseId;
  const failures = (phase && guide.failures[phase.phaseId]) ?? [];
  const heard = phase?.checklist.filter((item) => ticked.has(item.id)).length ?? 0;
  const isBeforeStart = phaseId === null;
  const overview = (
    <CaseOverview
      brief={guide.brief}
      ownFailures={guide.ownFailures}
      level={level}
      startsOpen={isBeforeStart}
    />
  );
  return (
    <div>
      {isBeforeStart ? overview : null}
      <PanelSection title="Answers to give when asked" open>
        <AnswerCards cards={guide.brief.facts} />
      </PanelSection>
      {phase ? (
        <>
          <div className="flex flex-col gap-2 border-line border-b bg-sunken px-4 py-3">
            <div className="flex items-center gap-2">
              <Select
                size="room"
                aria-label="Phase of the guide"
                className="min-w-0 flex-1"
                value={phase.phaseId}
                options={guide.phases.map((each) => ({ value: each.phaseId, label: each.name }))}
                onChange={(event) => setPinned(event.target.value)}
              />
              {ahead && phaseId ? (
                <Button size="room" variant="quiet" onClick={() => setPinned(null)}>
                  Follow clock
                </Button>
              ) : null}
            </div>
            <p className="text-ink-2 text-sm">{phase.signal}</p>
          </div>
          <PanelSection title="Checklist" note={`${heard} of ${phase.checklist.length}`} open>
            <PhaseChecklist items={phase.checklist} ticked={ticked} onToggle={toggle} />
          </PanelSection>
          <PanelSection title="Questions to probe with">
            <Bullets lines={phase.probes} />
          </PanelSection>
          {phase.hints.length > 0 ? (
            <PanelSection title="Hints when stuck">
              <div className="flex flex-col gap-4">
                {phase.hints.map((ladder) => (
                  <HintLadder key={ladder.nudge} ladder={ladder} />
                ))}
              </div>
            </PanelSection>
          ) : null}
          {phase.curveballs.length > 0 ? (
            <PanelSection title="Curveballs" note={phase.curveballs.length}>
              <CurveballCards curveballs={phase.curveballs} />
            </PanelSection>
          ) : null}
          {failures.length > 0 ? (
            <PanelSection title="What goes wrong here" note={failures.length}>
              <FailureList failures={failures} />
            </PanelSection>
          ) : null}
        </>
      ) : null}
      {isBeforeStart ? null : overview}
      <div className="border-line border-b px-4 py-3">
        <ReferenceDialog title={guide.brief.title} drawing={guide.drawing} />
      </div>
    </div>
  );
}
