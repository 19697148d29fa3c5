"use client";

import { REQUIREMENT_WORDS } from "@/app/library/_components/words";
import type { FactForm } from "@/lib/domain/content/case-form";
import { REQUIREMENT_CLASSES } from "@/lib/domain/content/requirement-class";
import { Field } from "../../../../_components/field";
import { Select } from "../../../../_components/select";
import { TextInput } from "../../../../_components/text-input";
import { Textarea } from "../../../../_components/textarea";
import { LinesField } from "./lines-field";

export function FactFields({
  fact,
  onChange,
}: {
  fact: FactForm;
  onChange: (fact: FactForm) => void;
}) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Topic" hint="The short name on the card.">
          <TextInput
            value={fact.topic}
            onChange={(event) => onChange({ ...fact, topic: event.target.value })}
          />
        </Field>
        <Field label="Part of the requirements">
          <Select
            value={fact.requirementClass}
            onChange={(event) => onChange({ ...fact, requirementClass: event.target.value })}
            options={REQUIREMENT_CLASSES.map((value) => ({
              value,
              label: REQUIREMENT_WORDS[value].name,
            }))}
          />
        </Field>
      </div>
      <Field label="Answer">
        <Textarea
          value={fact.answer}
          onChange={(event) => onChange({ ...fact, answer: event.target.value })}
        />
      </Field>
      <LinesField
        label="Ways to ask for it"
        hint="One per line, in lower case."
        lines={fact.asks}
        onChange={(asks) => onChange({ ...fact, asks })}
      />
    </>
  );
}
