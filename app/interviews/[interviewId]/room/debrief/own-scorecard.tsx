"use client";

import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { DateTime } from "@/app/_components/date-time";
import type { RoomView } from "@/lib/domain/room-view";
import { submitCardAction } from "../../scorecard/actions";
import { ScorecardForm } from "./scorecard-form";
import type { DraftState } from "./use-draft";

const SENTENCES: Record<string, string> = {
  incomplete: "Something is still missing. Look through the ratings once more.",
  "already-submitted": "This card was already submitted, perhaps from another tab.",
};

/** The viewer's own card: the form until it is submitted, then when that was. */
export function OwnScorecard({
  view,
  state,
  canSubmit,
  isSubmitted,
}: {
  view: RoomView;
  state: DraftState;
  /** The interview is over. */
  canSubmit: boolean;
  /** The room says so; it may have happened in another tab. */
  isSubmitted: boolean;
}) {
  const [submittedAt, setSubmittedAt] = useState(view.card?.submittedAt ?? null);
  if (!view.card) return null;
  if (submittedAt || isSubmitted) {
    return (
      <div className="p-4">
        <Banner tone="ok" title="Your card is in">
          {submittedAt ? (
            <>
              Submitted <DateTime value={submittedAt} />.{" "}
            </>
          ) : null}
          It stays sealed until all cards are in, or until an interviewer opens them.
        </Banner>
      </div>
    );
  }

  const submit = async (): Promise<string | null> => {
    await state.flush();
    const submitted = await submitCardAction(view.interviewId, state.draft);
    if (submitted.ok) {
      setSubmittedAt(submitted.value.submittedAt);
      return null;
    }
    return (
      SENTENCES[submitted.code] ??
      "The card could not be submitted. Your draft is saved; reload the page and try again."
    );
  };
  return (
    <ScorecardForm
      kind={view.card.kind}
      isAlone={view.me.role === "solo"}
      level={view.level}
      rubric={view.rubric}
      isGated={view.guide?.brief.responsibility === "gate"}
      state={state}
      onSubmit={canSubmit ? submit : null}
    />
  );
}
