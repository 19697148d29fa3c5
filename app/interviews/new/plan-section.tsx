"use client";

import Link from "next/link";
import type { FrameworkChoice, TimeProfileChoice } from "@/lib/domain/new-interview-choices";
import { type InterviewLength, rebalanceMinutes } from "@/lib/domain/plan";
import { Field } from "../../_components/field";
import { Select } from "../../_components/select";
import { PlanEditor } from "./plan-editor";

/** In place of a profile's id: whichever one the case that is chosen names. */
export const PROFILE_OF_CASE = "case";

/** The order of phases, where the minutes go, and each phase's minutes to change by hand. */
export function PlanSection({
  frameworks,
  framework,
  timeProfiles,
  profile,
  caseProfile,
  minutes,
  lengthMinutes,
  onFramework,
  onProfile,
  onMinutes,
}: {
  frameworks: readonly FrameworkChoice[];
  framework: FrameworkChoice | undefined;
  timeProfiles: readonly TimeProfileChoice[];
  /** `PROFILE_OF_CASE` or a profile's id. */
  profile: string;
  /** What the case that is chosen names. */
  caseProfile: TimeProfileChoice | undefined;
  minutes: readonly number[];
  lengthMinutes: InterviewLength;
  onFramework: (id: string) => void;
  onProfile: (id: string) => void;
  onMinutes: (minutes: number[]) => void;
}) {
  const chosen =
    profile === PROFILE_OF_CASE ? caseProfile : timeProfiles.find(({ id }) => id === profile);
  return (
    <>
      <Field
        label="Framework"
        hint={
          framework ? (
            <>
              {framework.summary}{" "}
              <Link href={`/library/frameworks/${framework.id}`} className="link" target="_blank">
                Read about it (opens a new tab)
              </Link>
            </>
          ) : undefined
        }
      >
        <Select
          value={framework?.id ?? ""}
          onChange={(event) => onFramework(event.target.value)}
          options={frameworks.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field label="Where the minutes go" hint={chosen?.chooseWhen}>
        <Select
          value={profile}
          onChange={(event) => onProfile(event.target.value)}
          options={[
            {
              value: PROFILE_OF_CASE,
              label: `As this case suggests${caseProfile ? `: ${caseProfile.name}` : ""}`,
            },
            ...timeProfiles.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <PlanEditor
        phases={framework?.phases ?? []}
        minutes={minutes}
        lengthMinutes={lengthMinutes}
        onChange={(index, wanted) => onMinutes(rebalanceMinutes(minutes, index, wanted))}
      />
    </>
  );
}
