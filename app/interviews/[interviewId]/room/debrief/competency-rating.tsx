"use client";

import clsx from "clsx";
import { Check, ChevronRight } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { Field } from "@/app/_components/field";
import { Textarea } from "@/app/_components/textarea";
import type { EvidenceRules, Rubric, RubricCompetency } from "@/lib/domain/content/rubric";
import { type EvidenceRemark, evidenceRemarks } from "@/lib/domain/evidence-remarks";
import type { Level } from "@/lib/domain/plan";
import { MAX_EVIDENCE_CHARS, type Score, type ScorecardDraft } from "@/lib/domain/scorecard";
import { Bullets } from "../panels/bullets";

type Rating = ScorecardDraft["ratings"][string];

const SCORES = [1, 2, 3, 4] as const;

/** One competency: its question, the four anchors of the level as the choice, and the evidence. */
export function CompetencyRating({
  competency,
  scores,
  notObserved,
  level,
  rating,
  needsEvidence,
  rules,
  missing,
  startsOpen,
  onChange,
}: {
  competency: RubricCompetency;
  scores: Rubric["scores"];
  notObserved: Rubric["notObserved"];
  level: Level;
  rating: Rating;
  needsEvidence: boolean;
  /** By which evidence is looked at twice; none for a self-assessment. */
  rules: EvidenceRules | undefined;
  /** What the last try to submit found missing here. */
  missing: { score: boolean; evidence: boolean };
  startsOpen: boolean;
  onChange: (rating: Rating) => void;
}) {
  const group = useId();
  // Opens where something is missing, and stays open while that is being put right.
  const [isOpen, setIsOpen] = useState(startsOpen);
  const isMissing = missing.score || missing.evidence;
  useEffect(() => {
    if (isMissing) setIsOpen(true);
  }, [isMissing]);
  const anchors = competency.anchors[level];
  const choose = (score: Score) => onChange({ ...rating, score });
  return (
    <details
      id={`rating-${competency.id}`}
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="group border-line border-b"
    >
      <summary className="flex min-h-11 list-none items-center gap-1.5 px-4 py-2 hover:bg-sunken focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={16}
          aria-hidden
          className="shrink-0 text-ink-3 transition-transform group-open:rotate-90"
        />
        <h2 className="min-w-0 flex-1 font-medium text-sm leading-snug">{competency.name}</h2>
        <span
          className={clsx(
            "tabular shrink-0 text-sm",
            rating.score === null
              ? missing.score
                ? "font-medium text-bad"
                : "text-ink-3"
              : "inline-flex items-center gap-1 font-medium",
          )}
        >
          {rating.score === null ? (
            "Not rated"
          ) : (
            <>
              <Check size={16} aria-hidden className="text-ok" />
              {rating.score === "not-observed"
                ? notObserved.label
                : `${rating.score} · ${scores[rating.score].label}`}
            </>
          )}
        </span>
      </summary>
      <div className="flex flex-col gap-3 px-4 pt-1 pb-4 text-sm">
        <p className="text-ink-2">{competency.question}</p>
        <fieldset className="flex flex-col gap-1">
          <legend className="sr-only">{competency.name}</legend>
          {SCORES.map((score) => (
            <Choice
              key={score}
              name={group}
              isChosen={rating.score === score}
              onChoose={() => choose(score)}
              mark={String(score)}
              label={scores[score].label}
              text={anchors[score]}
            />
          ))}
          <Choice
            name={group}
            isChosen={rating.score === "not-observed"}
            onChoose={() => choose("not-observed")}
            mark="–"
            label={notObserved.label}
            text={notObserved.meaning}
          />
          {missing.score ? (
            <p className="text-bad text-sm">Choose a score, or say that it was not observed.</p>
          ) : null}
        </fieldset>
        <Field
          label={needsEvidence ? "Evidence" : "Evidence (optional)"}
          hint={
            rules
              ? evidenceRemarks(rules, rating).map(remarkSentence).join(" ") || undefined
              : undefined
          }
          error={missing.evidence ? "Write what was said or drawn that shows it." : null}
        >
          <Textarea
            size="room"
            value={rating.evidence}
            maxLength={MAX_EVIDENCE_CHARS}
            onChange={(event) => onChange({ ...rating, evidence: event.target.value })}
          />
        </Field>
        <details className="text-ink-2">
          <summary className="text-xs">What counts as evidence here</summary>
          <div className="pt-1.5">
            <Bullets lines={competency.evidenceHints} />
          </div>
        </details>
      </div>
    </details>
  );
}

function remarkSentence(remark: EvidenceRemark): string {
  switch (remark.kind) {
    case "pieces":
      return `A ${remark.score} needs ${remark.count} pieces of evidence.`;
    case "short":
      return "This is short: could somebody else tell what happened?";
    case "person":
      return `"${remark.word}" is about the person. What did they say or draw?`;
    default:
      return remark satisfies never;
  }
}

function Choice({
  name,
  isChosen,
  onChoose,
  mark,
  label,
  text,
}: {
  name: string;
  isChosen: boolean;
  onChoose: () => void;
  mark: string;
  label: string;
  text: string;
}) {
  return (
    <label
      className={clsx(
        "relative flex gap-2.5 rounded-control border px-2.5 py-1.5 transition-colors hover:bg-sunken",
        "has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
        isChosen ? "border-accent bg-accent-soft hover:bg-accent-soft" : "border-line",
      )}
    >
      <input
        type="radio"
        name={name}
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0"
      />
      <span className="min-w-0">
        <span className="tabular font-medium">
          {mark} {label}
        </span>
        <span className={clsx("block", isChosen ? "text-ink" : "text-ink-2")}>{text}</span>
      </span>
    </label>
  );
}
