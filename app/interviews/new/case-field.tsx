"use client";

import Link from "next/link";
import type { HostRole } from "@/lib/domain/new-interview";
import type { CaseChoice } from "@/lib/domain/new-interview-choices";
import { Banner } from "../../_components/banner";
import { Field } from "../../_components/field";
import { Select } from "../../_components/select";
import { DIFFICULTY_WORDS, domainWords } from "../_components/words";

const SPOILED = {
  interviewing: "You have interviewed this case",
  reading: "You have opened the interviewer's material of this case",
} as const;

/** Which problem, and a word when it is none any more for whoever will be asked. */
export function CaseField({
  cases,
  chosen,
  role,
  onChoose,
}: {
  cases: readonly CaseChoice[];
  chosen: CaseChoice | undefined;
  role: HostRole;
  onChoose: (caseId: string) => void;
}) {
  const isAsked = role !== "interviewer";
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="Case"
        hint={
          chosen
            ? `${domainWords(chosen.domain)} · ${DIFFICULTY_WORDS[chosen.difficulty]}`
            : undefined
        }
      >
        <Select
          value={chosen?.id ?? ""}
          onChange={(event) => onChoose(event.target.value)}
          options={cases.map(({ id, title, knownFrom }) => ({
            value: id,
            label: isAsked && knownFrom ? `${title} (you know its answers)` : title,
          }))}
        />
      </Field>
      {isAsked && chosen?.knownFrom ? (
        <Banner tone="warn">
          {SPOILED[chosen.knownFrom]}, so it is no test of you any more. You can still practise it.{" "}
          <Link href={`/library/cases/${chosen.id}`} className="link">
            Read about the case
          </Link>
        </Banner>
      ) : null}
    </div>
  );
}
