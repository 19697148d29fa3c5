import Link from "next/link";
import type { CommonChecklist } from "@/lib/domain/content/common-checklist";
import type { Framework } from "@/lib/domain/content/framework";
import type { Term } from "@/lib/domain/content/term-marks";
import { Lines } from "../../_components/lines";
import { PageWithContents } from "../../_components/page-contents";
import { Section } from "../../_components/section";
import { FrameworkPhase } from "./framework-phase";
import { MinutesTable } from "./minutes-table";
import { RequirementParts } from "./requirement-parts";
import { ScopeWindow } from "./scope-window";

/** A framework from its minutes to what holds throughout. */
export function FrameworkView({
  framework,
  commonChecklist,
  terms,
}: {
  framework: Framework;
  commonChecklist: CommonChecklist;
  terms: readonly Term[];
}) {
  const { scopeWindow } = framework;
  return (
    <PageWithContents
      contents={[
        { id: "minutes", title: "Minutes" },
        ...(scopeWindow ? [{ id: "scope", title: "First minutes" }] : []),
        { id: "requirements", title: "Requirements in three parts" },
        ...framework.phases.map(({ id, name }) => ({ id, title: name })),
        { id: "across", title: "Throughout" },
      ]}
    >
      <Section id="minutes" title="Minutes">
        <MinutesTable phases={framework.phases} />
        <p className="mt-2 text-ink-2 text-sm">
          Some interviews spend them differently:{" "}
          <Link href="/library/frameworks#time-profiles" className="link">
            where the minutes go
          </Link>
          .
        </p>
      </Section>
      {scopeWindow ? (
        <Section id="scope" title="The first minutes: scope only">
          <ScopeWindow scope={scopeWindow} terms={terms} />
        </Section>
      ) : null}
      <Section
        id="requirements"
        title="Requirements in three parts"
        intro="A column for each, in the first phase. One that stays empty is a question you have not asked."
      >
        <RequirementParts checklist={commonChecklist} terms={terms} />
      </Section>
      <Section id="phases" title="Phase by phase">
        <div className="flex flex-col gap-6">
          {framework.phases.map((phase) => (
            <FrameworkPhase key={phase.id} phase={phase} terms={terms} />
          ))}
        </div>
      </Section>
      <Section
        id="across"
        title="Throughout"
        intro="What belongs to no single phase. A strong candidate …"
      >
        <div className="max-w-prose">
          <Lines lines={framework.acrossPhases.map(({ text }) => text)} terms={terms} />
        </div>
      </Section>
    </PageWithContents>
  );
}
