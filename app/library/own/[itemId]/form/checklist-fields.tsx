"use client";

import { COMPETENCY_WORDS, PRIORITY_WORDS } from "@/app/library/_components/words";
import type { ChecklistForm } from "@/lib/domain/content/case-form";
import { CANONICAL_COMPETENCIES } from "@/lib/domain/content/competency";
import { ChecklistPriority } from "@/lib/domain/content/interviewer-material";
import { Checkbox } from "../../../../_components/checkbox";
import { Field } from "../../../../_components/field";
import { Select } from "../../../../_components/select";
import { Textarea } from "../../../../_components/textarea";
import { LinesField } from "./lines-field";

export function ChecklistFields({
  item,
  onChange,
  phases,
}: {
  item: ChecklistForm;
  onChange: (item: ChecklistForm) => void;
  phases: readonly { id: string; name: string }[];
}) {
  return (
    <>
      <Field label="A strong candidate …" hint="Goes on after these words, in lower case.">
        <Textarea
          value={item.text}
          onChange={(event) => onChange({ ...item, text: event.target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Phase">
          <Select
            value={item.phase}
            onChange={(event) => onChange({ ...item, phase: event.target.value })}
            options={phases.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field label="Expected of">
          <Select
            value={item.priority}
            onChange={(event) => onChange({ ...item, priority: event.target.value })}
            options={ChecklistPriority.options.map((value) => ({
              value,
              label: PRIORITY_WORDS[value],
            }))}
          />
        </Field>
      </div>
      <fieldset className="min-w-0">
        <legend className="mb-1.5 font-medium text-sm">Competencies</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {CANONICAL_COMPETENCIES.map((id) => (
            <Checkbox
              key={id}
              label={COMPETENCY_WORDS[id]}
              checked={item.competencies.includes(id)}
              onChange={(event) =>
                onChange({
                  ...item,
                  competencies: event.target.checked
                    ? [...item.competencies, id]
                    : item.competencies.filter((other) => other !== id),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <LinesField
          label="Words that show it"
          hint="One per line. A quiet signal, never a score."
          lines={item.terms}
          onChange={(terms) => onChange({ ...item, terms })}
        />
        <LinesField
          label="Components that show it"
          hint="Ids of the canvas’s components, one per line, such as feature-store-online."
          lines={item.stencils}
          onChange={(stencils) => onChange({ ...item, stencils })}
        />
      </div>
    </>
  );
}
