import { Lock } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Chip } from "@/app/_components/chip";
import { EmptyState } from "@/app/_components/empty-state";
import { domainWords } from "@/app/interviews/_components/words";
import { signInPath } from "@/lib/domain/callback-url";
import { isSpoiled } from "@/lib/domain/library/case-state";
import { getViewer } from "@/server/auth/viewer";
import { loadLibraryCase } from "@/server/services/library-cases";
import { CaseMarks } from "../../_components/case-marks";
import { DifficultyDots } from "../../_components/difficulty";
import { LibraryShell } from "../../_components/library-shell";
import { Section } from "../../_components/section";
import { COMPETENCY_WORDS } from "../../_components/words";
import { Attempts } from "./attempts";
import { BriefSection } from "./brief-section";
import { CaseSummary } from "./case-summary";
import { UnlockButton } from "./unlock-button";

interface Props {
  params: Promise<{ caseId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadLibraryCase(null, (await params).caseId);
  return { title: loaded.ok ? loaded.value.case.title : "Library" };
}

export default async function CasePage({ params, searchParams }: Props) {
  const viewer = await getViewer();
  const loaded = await loadLibraryCase(viewer, (await params).caseId);
  if (!loaded.ok) notFound();
  const { case: view, state, attempts, summary, phaseNames, failureTitles, terms } = loaded.value;
  const { defaultFramework } = loaded.value;
  const material = `/library/cases/${view.id}/material`;
  const spoiled = state !== null && isSpoiled(state);
  return (
    <LibraryShell viewer={viewer} current="cases">
      <div className="flex flex-col gap-3">
        <h1 className="text-xl">{view.title}</h1>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-2 text-sm">
          <span>{domainWords(view.domain)}</span>
          <DifficultyDots difficulty={view.difficulty} />
          <span className="flex flex-wrap gap-1">
            {view.focus.map((competency) => (
              <Chip key={competency}>{COMPETENCY_WORDS[competency]}</Chip>
            ))}
            {state ? <CaseMarks state={state} /> : null}
          </span>
        </div>
        <div className="mt-1 flex flex-wrap gap-3">
          <Button variant="primary" href={`/interviews/new?case=${view.id}`}>
            Practise this case
          </Button>
          {spoiled ? (
            <Button href={material}>Open the interviewer’s material</Button>
          ) : viewer ? (
            <UnlockButton
              caseId={view.id}
              caseTitle={view.title}
              startsOpen={(await searchParams).ask === "material"}
            />
          ) : (
            <Button href={signInPath(material)}>I am interviewing this case</Button>
          )}
        </div>
        {spoiled ? (
          <Banner tone="warn" title="You know the interviewer’s half of this case">
            {state.unlockedAt
              ? "You have opened its material, so as a candidate it no longer tests you. You can still practise it."
              : "You have interviewed it, so as a candidate it no longer tests you. You can still practise it."}
          </Banner>
        ) : null}
      </div>

      <div className="mt-8">
        <BriefSection view={view} terms={terms} />

        <Section id="framework" title="Which framework fits">
          <p className="max-w-prose text-ink-2">
            Every framework works with this case. If you have no favourite, start with{" "}
            <Link href={`/library/frameworks/${defaultFramework.id}`} className="link">
              {defaultFramework.name}
            </Link>
            .{" "}
            <Link href="/library/frameworks" className="link">
              When to choose another
            </Link>
          </p>
        </Section>

        {viewer ? (
          <Section id="attempts" title="My attempts">
            {attempts.length > 0 ? (
              <Attempts attempts={attempts} />
            ) : (
              <EmptyState>Interviews in which you are the candidate will be here.</EmptyState>
            )}
          </Section>
        ) : null}

        {summary ? (
          <CaseSummary
            summary={summary}
            phaseNames={phaseNames}
            failureTitles={failureTitles}
            terms={terms}
          />
        ) : (
          <Section id="summary" title="Summary">
            <EmptyState icon={<Lock size={20} aria-hidden />}>
              A strong answer, the choices one can stand behind and what often goes wrong open once
              you have tried the case.
            </EmptyState>
          </Section>
        )}
      </div>
    </LibraryShell>
  );
}
