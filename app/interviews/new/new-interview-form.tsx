"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import type { CaseCard } from "@/lib/domain/content/case-views";
import { type HostRole, NEW_INTERVIEW_DEFAULTS } from "@/lib/domain/new-interview";
import {
  INTERVIEW_LENGTHS,
  type InterviewLength,
  type Level,
  type Plan,
  rebalanceMinutes,
} from "@/lib/domain/plan";
import { Banner } from "../../_components/banner";
import { Button } from "../../_components/button";
import { Field } from "../../_components/field";
import { RadioCards } from "../../_components/radio-cards";
import { Select } from "../../_components/select";
import { TextInput } from "../../_components/text-input";
import { domainWords, LEVEL_WORDS } from "../_components/words";
import { createInterviewAction } from "./actions";
import { PlanEditor } from "./plan-editor";

const ROLES = [
  { value: "solo", label: "Solo", hint: "I drive the clock and assess myself" },
  { value: "candidate", label: "Candidate", hint: "Somebody interviews me" },
  { value: "interviewer", label: "Interviewer", hint: "I interview somebody" },
] as const satisfies { value: HostRole; label: string; hint: string }[];

const DIFFICULTY_WORDS = { 1: "first practice", 2: "moderate", 3: "demanding", 4: "hard" } as const;

interface FrameworkOption {
  id: string;
  name: string;
  summary: string;
  plans: Record<InterviewLength, Plan>;
}

const minutesOf = (plan: Plan) => plan.map((phase) => phase.minutes);

export function NewInterviewForm({
  cases,
  frameworks,
  startRole,
}: {
  cases: CaseCard[];
  frameworks: FrameworkOption[];
  startRole: HostRole;
}) {
  const [role, setRole] = useState<HostRole>(startRole);
  const [caseId, setCaseId] = useState(cases[0]?.id ?? "");
  const [frameworkId, setFrameworkId] = useState(frameworks[0]?.id ?? "");
  const [length, setLength] = useState<InterviewLength>(NEW_INTERVIEW_DEFAULTS.lengthMinutes);
  const [level, setLevel] = useState<Level>(NEW_INTERVIEW_DEFAULTS.level);
  const framework = frameworks.find(({ id }) => id === frameworkId);
  const plan = framework?.plans[length] ?? [];
  const [minutes, setMinutes] = useState(() => minutesOf(plan));
  const [when, setWhen] = useState<"now" | "later">("now");
  const [start, setStart] = useState("");
  const [callLink, setCallLink] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  const chosen = cases.find(({ id }) => id === caseId);

  function choosePlan(nextFramework: string, nextLength: InterviewLength) {
    setFrameworkId(nextFramework);
    setLength(nextLength);
    const next = frameworks.find(({ id }) => id === nextFramework)?.plans[nextLength] ?? [];
    setMinutes(minutesOf(next));
  }

  function create(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (when === "later" && start === "") {
      setError("Choose the day and hour of the planned start, or start now.");
      return;
    }
    setError(null);
    startTransition(async () => {
      try {
        const answer = await createInterviewAction({
          role,
          caseId,
          frameworkId,
          lengthMinutes: length,
          level,
          minutes,
          callLink: callLink.trim() === "" ? null : callLink.trim(),
          // The field speaks the reader's own time zone; the server wants a moment.
          scheduledFor: when === "later" ? new Date(start).toISOString() : null,
        });
        setError(answer.error);
      } catch (failure) {
        // Next tells the page to move on by throwing.
        unstable_rethrow(failure);
        setError("The server could not be reached. Nothing was created; try again.");
      }
    });
  }

  return (
    <form onSubmit={create} className="mt-6 flex flex-col gap-6">
      <RadioCards legend="My role" options={ROLES} value={role} onChange={setRole} />

      <Field
        label="Case"
        hint={
          chosen
            ? `${domainWords(chosen.domain)} · ${DIFFICULTY_WORDS[chosen.difficulty]}`
            : undefined
        }
      >
        <Select
          value={caseId}
          onChange={(event) => setCaseId(event.target.value)}
          options={cases.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Field>

      <div className="grid gap-6 sm:grid-cols-2">
        <RadioCards
          legend="Length"
          options={INTERVIEW_LENGTHS.map((value) => ({
            value: String(value),
            label: `${value} min`,
          }))}
          value={String(length)}
          onChange={(value) =>
            choosePlan(
              frameworkId,
              INTERVIEW_LENGTHS.find((known) => String(known) === value) ??
                NEW_INTERVIEW_DEFAULTS.lengthMinutes,
            )
          }
        />
        <RadioCards
          legend="Level"
          options={(["mid", "senior", "staff"] as const).map((value) => ({
            value,
            label: LEVEL_WORDS[value],
          }))}
          value={level}
          onChange={setLevel}
        />
      </div>

      <details className="group rounded-panel border border-line bg-surface px-4 py-3">
        <summary className="cursor-pointer font-medium">Framework, minutes, start and call</summary>
        <div className="mt-4 flex flex-col gap-6">
          <Field label="Framework" hint={framework?.summary}>
            <Select
              value={frameworkId}
              onChange={(event) => choosePlan(event.target.value, length)}
              options={frameworks.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
          <PlanEditor
            plan={plan}
            minutes={minutes}
            lengthMinutes={length}
            onChange={(index, wanted) =>
              setMinutes((before) => rebalanceMinutes(before, index, wanted))
            }
          />
          <div className="flex flex-col gap-3">
            <RadioCards
              legend="Start"
              options={[
                { value: "now", label: "Now" },
                { value: "later", label: "Later" },
              ]}
              value={when}
              onChange={setWhen}
            />
            {when === "later" ? (
              <Field
                label="Planned start"
                hint="In your own time zone. Links work from now on; the room opens when the first person enters."
              >
                <TextInput
                  type="datetime-local"
                  value={start}
                  onChange={(event) => setStart(event.target.value)}
                />
              </Field>
            ) : null}
          </div>
          <Field
            label="Call link (optional)"
            hint="A meeting of your own, such as a video call. Dryrun does not record it."
          >
            <TextInput
              type="url"
              inputMode="url"
              placeholder="https://"
              value={callLink}
              onChange={(event) => setCallLink(event.target.value)}
            />
          </Field>
        </div>
      </details>

      {error ? (
        <Banner tone="bad" title="The interview was not created">
          {error}
        </Banner>
      ) : null}
      <div>
        <Button type="submit" variant="primary" loading={pending}>
          Create
        </Button>
      </div>
    </form>
  );
}
