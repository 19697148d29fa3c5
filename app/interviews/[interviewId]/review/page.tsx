import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { InterviewId } from "@/lib/domain/ids";
import { requireViewer } from "@/server/auth/viewer";
import { loadReview } from "@/server/services/load-review";
import { Button } from "../../../_components/button";
import { Chip } from "../../../_components/chip";
import { DateTime } from "../../../_components/date-time";
import { PrintButton } from "../../../_components/print-button";
import { SignedInShell } from "../../../_components/signed-in-shell";
import {
  LEVEL_WORDS,
  personName,
  RECOMMENDATION_TONES,
  RECOMMENDATION_WORDS,
  ROLE_WORDS,
} from "../../_components/words";
import { CanvasView } from "../room/canvas/canvas-view";
import { DocumentView } from "../room/document/document-view";
import { MinutesChart } from "./minutes-chart";

import { ScoreTable } from "./score-table";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage({ params }: { params: Promise<{ interviewId: string }> }) {
  const id = InterviewId.safeParse((await params).interviewId);
  if (!id.success) notFound();
  const here = `/interviews/${id.data}/review`;
  const viewer = await requireViewer();
  const loaded = await loadReview(viewer, id.data);
  if (!loaded.ok && loaded.code === "not-found") notFound();
  // Cards are still sealed, or the viewer has no seat: the interview's own page says what can be done.
  if (!loaded.ok) redirect(`/interviews/${id.data}`);
  const review = loaded.value;
  const recommendations = review.cards.flatMap(({ card, authorName, author }) =>
    card.recommendation ? [{ author, authorName, recommendation: card.recommendation }] : [],
  );

  return (
    <SignedInShell viewer={viewer} width="wide">
      <header>
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="min-w-0 text-xl">{review.caseTitle}</h1>
          {recommendations.map(({ author, recommendation }) => (
            <Chip key={author} tone={RECOMMENDATION_TONES[recommendation]}>
              {RECOMMENDATION_WORDS[recommendation]}
            </Chip>
          ))}
        </div>
        <p className="mt-1 text-ink-2">
          {LEVEL_WORDS[review.level]} · {review.lengthMinutes} minutes ·{" "}
          <DateTime value={new Date(review.state.startedAt)} />
        </p>
        <p className="mt-1 text-ink-2">
          {review.people
            .map(({ name, role }) => `${personName(name)} (${ROLE_WORDS[role].toLowerCase()})`)
            .join(" · ")}
        </p>
        <div className="mt-4 flex flex-wrap gap-3 print:hidden">
          <Button href={`${here}/markdown`} download>
            Download Markdown
          </Button>
          <Button href={`${here}/excalidraw`} download>
            Download canvas (.excalidraw)
          </Button>
          <PrintButton />
        </div>
      </header>

      <section aria-labelledby="scores" className="mt-10">
        <h2 id="scores" className="text-lg">
          Scorecards
        </h2>
        <ScoreTable cards={review.cards} rubric={review.rubric} level={review.level} />
        {review.missing.length > 0 ? (
          <p className="mt-3 text-ink-2 text-sm">
            {review.missing
              .map(({ name, role }) => `${personName(name)} (${ROLE_WORDS[role].toLowerCase()})`)
              .join(", ")}{" "}
            did not write a scorecard before the others were opened.
          </p>
        ) : null}
      </section>

      <section aria-labelledby="minutes" className="mt-10 break-inside-avoid">
        <h2 id="minutes" className="text-lg">
          Planned and actual minutes
        </h2>
        {review.state.endReason === "abandoned" ? (
          <p className="text-ink-2 text-sm">
            Everybody had left; the interview ended by itself after four hours.
          </p>
        ) : null}
        <MinutesChart plan={review.plan} actualMs={review.state.actualMs} />
      </section>

      <section aria-labelledby="document" className="mt-10">
        <h2 id="document" className="text-lg">
          Document
        </h2>
        <div className="mt-3">
          <DocumentView
            document={review.document}
            phases={review.plan.map(({ phaseId, name }) => ({ id: phaseId, name }))}
          />
        </div>
      </section>

      <section aria-labelledby="canvas" className="mt-10">
        <h2 id="canvas" className="text-lg">
          Canvas
        </h2>
        <div className="mt-3">
          <CanvasView file={review.canvas} />
        </div>
      </section>
    </SignedInShell>
  );
}
