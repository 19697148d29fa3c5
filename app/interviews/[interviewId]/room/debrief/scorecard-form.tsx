"use client";

import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { ConfirmDialog } from "@/app/_components/confirm-dialog";
import { Field } from "@/app/_components/field";
import { RadioCards } from "@/app/_components/radio-cards";
import { Textarea } from "@/app/_components/textarea";
import type { Rubric } from "@/lib/domain/content/rubric";
import type { Level } from "@/lib/domain/plan";
import { computeHint, owesReason, ratedCompetencies } from "@/lib/domain/recommendation-hint";
import {
  type CardKind,
  MAX_FIX_CHARS,
  type MissingPart,
  missingParts,
  Recommendation,
} from "@/lib/domain/scorecard";
import { CompetencyRating } from "./competency-rating";
import { ComputedHintNote } from "./computed-hint-note";
import { DraftStatusLine } from "./draft-status-line";
import { EvidenceRulesNote } from "./evidence-rules-note";
import type { DraftState } from "./use-draft";

const UNRATED = { score: null, evidence: "" } as const;

/**
 * An interviewer's scorecard, or a candidate's self-assessment on the same scale. The draft saves
 * itself; submitting is final.
 */
export function ScorecardForm({
  kind,
  isAlone,
  level,
  rubric,
  isGated,
  state,
  onSubmit,
}: {
  kind: CardKind;
  /** Nobody else scores: with this card the interview is finished. */
  isAlone: boolean;
  level: Level;
  rubric: Rubric;
  /** The case asks for the rubric's gate to be rated as well; only its interviewer is told. */
  isGated: boolean;
  state: DraftState;
  /**
   * Submits the card as it stands. Null while the interview still runs. Resolves to a sentence when
   * it was refused, to null when it is done.
   */
  onSubmit: (() => Promise<string | null>) | null;
}) {
  const { draft, change, status } = state;
  const [hasTried, setHasTried] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const competencies = ratedCompetencies(rubric, kind, isGated);
  // Not before somebody has chosen: a number on the screen first would choose for them.
  const hint =
    kind === "interviewer" && draft.recommendation
      ? computeHint(rubric, level, draft.ratings, isGated)
      : null;
  const differs = owesReason(draft.recommendation, hint);
  const missing = missingParts(
    draft,
    kind,
    competencies.map((competency) => competency.id),
    differs,
  );
  const shown: MissingPart[] = hasTried ? missing : [];
  const lacks = (part: MissingPart["part"], id?: string) =>
    shown.some(
      (each) =>
        each.part === part &&
        (id === undefined || !("competencyId" in each) || each.competencyId === id),
    );

  const ask = () => {
    setRefusal(null);
    setHasTried(true);
    if (missing.length === 0) setIsAsking(true);
  };

  return (
    <form
      aria-label={kind === "interviewer" ? "Scorecard" : "Self-assessment"}
      onSubmit={(event) => {
        event.preventDefault();
        if (onSubmit) ask();
      }}
    >
      <div className="flex items-center justify-between gap-3 border-line border-b px-4 py-2">
        <p className="text-ink-2 text-sm">
          {kind === "interviewer"
            ? "Rate what you saw, at the level of this interview."
            : "Rate yourself on the scale interviewers use."}
        </p>
        <DraftStatusLine status={status} />
      </div>
      {kind === "interviewer" ? <EvidenceRulesNote rubric={rubric} /> : null}
      {competencies.map((competency, index) => (
        <CompetencyRating
          key={competency.id}
          competency={competency}
          scores={rubric.scores}
          notObserved={rubric.notObserved}
          level={level}
          rating={draft.ratings[competency.id] ?? UNRATED}
          needsEvidence={kind === "interviewer"}
          rules={kind === "interviewer" ? rubric.evidenceRules : undefined}
          missing={{
            score: lacks("score", competency.id),
            evidence: lacks("evidence", competency.id),
          }}
          startsOpen={index === 0}
          onChange={(rating) =>
            change({ ...draft, ratings: { ...draft.ratings, [competency.id]: rating } })
          }
        />
      ))}
      <div className="flex flex-col gap-4 p-4">
        {kind === "interviewer" ? (
          <div>
            <RadioCards
              legend="Recommendation"
              size="room"
              value={draft.recommendation}
              options={Recommendation.options.map((value) => ({
                value,
                label: rubric.recommendations[value].label,
              }))}
              onChange={(recommendation) => change({ ...draft, recommendation })}
            />
            {draft.recommendation ? (
              <p className="mt-1.5 text-ink-2 text-sm">
                {rubric.recommendations[draft.recommendation].meaning}
              </p>
            ) : null}
            {lacks("recommendation") ? (
              <p className="mt-1.5 text-bad text-sm">Choose a recommendation.</p>
            ) : null}
          </div>
        ) : null}
        {hint ? (
          <ComputedHintNote
            hint={hint}
            competencies={competencies}
            recommendations={rubric.recommendations}
          />
        ) : null}
        {differs ? (
          <Field
            label="Why yours differs"
            hint="It stays with the card, for whoever reads both."
            error={lacks("reason") ? "Write why your recommendation is another one." : null}
          >
            <Textarea
              size="room"
              value={draft.reason ?? ""}
              maxLength={MAX_FIX_CHARS}
              onChange={(event) => change({ ...draft, reason: event.target.value })}
            />
          </Field>
        ) : null}
        <Field
          label="One thing to fix next"
          hint="The one change that would help most in the next interview."
          error={lacks("fix") ? "Name one thing." : null}
        >
          <Textarea
            size="room"
            value={draft.fix}
            maxLength={MAX_FIX_CHARS}
            onChange={(event) => change({ ...draft, fix: event.target.value })}
          />
        </Field>
        {refusal ? <Banner tone="bad">{refusal}</Banner> : null}
        {onSubmit === null ? (
          <p className="text-ink-3 text-sm">You can submit it once the interview has ended.</p>
        ) : (
          <>
            {shown.length > 0 ? <Banner tone="warn">{missingSentence(shown.length)}</Banner> : null}
            <Button type="submit" variant="primary" size="room" className="self-start">
              {kind === "interviewer" ? "Submit scorecard" : "Submit self-assessment"}
            </Button>
            <ConfirmDialog
              title={
                kind === "interviewer" ? "Submit the scorecard?" : "Submit the self-assessment?"
              }
              confirmLabel="Submit"
              tone="primary"
              open={isAsking}
              onOpenChange={setIsAsking}
              onConfirm={async () => setRefusal(await onSubmit())}
            >
              This is final: after it, nothing in it can be changed.{" "}
              {isAlone
                ? "The interview is finished with it, and its review opens."
                : "The others see it once every card is in, or once an interviewer opens them."}
            </ConfirmDialog>
          </>
        )}
      </div>
    </form>
  );
}

function missingSentence(count: number): string {
  return count === 1
    ? "One thing is still missing; it is marked above."
    : `${count} things are still missing; they are marked above.`;
}
