"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import type { InterviewMode } from "@/lib/domain/interview-mode";
import { type HostRole, NEW_INTERVIEW_DEFAULTS, usualMode } from "@/lib/domain/new-interview";
import type { Choices } from "@/lib/domain/new-interview-choices";
import { INTERVIEW_LENGTHS, type InterviewLength, type Level } from "@/lib/domain/plan";
import { Banner } from "../../_components/banner";
import { Button } from "../../_components/button";
import { Field } from "../../_components/field";
import { RadioCards } from "../../_components/radio-cards";
import { Select } from "../../_components/select";
import { TextInput } from "../../_components/text-input";
import { LEVEL_WORDS, MODE_WORDS } from "../_components/words";
import { createInterviewAction } from "./actions";
import { CaseField } from "./case-field";
import { PlanSection, PROFILE_OF_CASE } from "./plan-section";

const ROLES = [
  { value: "solo", label: "Solo", hint: "I drive the clock and assess myself" },
  { value: "candidate", label: "Candidate", hint: "Somebody interviews me" },
  { value: "interviewer", label: "Interviewer", hint: "I interview somebody" },
] as const satisfies { value: HostRole; label: string; hint: string }[];

const MODES = [
  {
    value: "guided",
    label: MODE_WORDS.guided,
    hint: "The candidate sees what each phase is for, with prompts and questions.",
  },
  {
    value: "exam",
    label: MODE_WORDS.exam,
    hint: "The candidate sees the problem and the clock, as in the real interview.",
  },
] as const satisfies { value: InterviewMode; label: string; hint: string }[];

export function NewInterviewForm({
  cases,
  frameworks,
  rubrics,
  timeProfiles,
  startRole,
  startCaseId,
}: Choices & {
  startRole: HostRole;
  /** The case somebody came here for. */
  startCaseId: string | undefined;
}) {
  const [role, setRole] = useState<HostRole>(startRole);
  const [caseId, setCaseId] = useState(startCaseId ?? cases[0]?.id ?? "");
  const [frameworkId, setFrameworkId] = useState(frameworks[0]?.id ?? "");
  const [rubricId, setRubricId] = useState(rubrics[0]?.id ?? "");
  // Null follows the role, until somebody says otherwise.
  const [chosenMode, setChosenMode] = useState<InterviewMode | null>(null);
  const [length, setLength] = useState<InterviewLength>(NEW_INTERVIEW_DEFAULTS.lengthMinutes);
  const [level, setLevel] = useState<Level>(NEW_INTERVIEW_DEFAULTS.level);
  const [profile, setProfile] = useState<string>(PROFILE_OF_CASE);
  // What was changed by hand, and the plan it was a change of: another plan starts from its own minutes.
  const [edited, setEdited] = useState<{ plan: string; minutes: number[] } | null>(null);
  const [when, setWhen] = useState<"now" | "later">("now");
  const [start, setStart] = useState("");
  const [callLink, setCallLink] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  const chosen = cases.find(({ id }) => id === caseId);
  const framework = frameworks.find(({ id }) => id === frameworkId);
  const rubric = rubrics.find(({ id }) => id === rubricId);
  const caseProfile = timeProfiles.find(({ id }) => id === chosen?.profileId) ?? timeProfiles[0];
  const profileId = profile === PROFILE_OF_CASE ? (caseProfile?.id ?? "") : profile;
  const plan = `${frameworkId} ${profileId} ${length}`;
  const minutes =
    edited?.plan === plan ? edited.minutes : (framework?.minutes[profileId]?.[length] ?? []);
  const mode = chosenMode ?? usualMode(role);

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
          rubricId,
          mode,
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
      <CaseField cases={cases} chosen={chosen} role={role} onChoose={setCaseId} />
      <RadioCards
        legend="Mode"
        options={MODES}
        value={mode}
        onChange={(value) => setChosenMode(value)}
      />

      <div className="grid gap-6 sm:grid-cols-2">
        <RadioCards
          legend="Length"
          options={INTERVIEW_LENGTHS.map((value) => ({
            value: String(value),
            label: `${value} min`,
          }))}
          value={String(length)}
          onChange={(value) =>
            setLength(
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
        <summary className="cursor-pointer font-medium">
          Framework, minutes, rubric, start and call
        </summary>
        <div className="mt-4 flex flex-col gap-6">
          <PlanSection
            frameworks={frameworks}
            framework={framework}
            timeProfiles={timeProfiles}
            profile={profile}
            caseProfile={caseProfile}
            minutes={minutes}
            lengthMinutes={length}
            onFramework={setFrameworkId}
            onProfile={setProfile}
            onMinutes={(next) => setEdited({ plan, minutes: next })}
          />
          <Field label="Rubric" hint={rubric?.summary}>
            <Select
              value={rubricId}
              onChange={(event) => setRubricId(event.target.value)}
              options={rubrics.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
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
