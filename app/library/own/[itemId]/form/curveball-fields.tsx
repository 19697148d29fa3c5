"use client";

import { COMPETENCY_WORDS } from "@/app/library/_components/words";
import type { CurveballForm } from "@/lib/domain/content/case-form";
import { CANONICAL_COMPETENCIES } from "@/lib/domain/content/competency";
import { ANY_PHASE, STOCK_CURVEBALLS } from "@/lib/domain/content/interviewer-material";
import { Field } from "../../../../_components/field";
import { Select } from "../../../../_components/select";
import { TextInput } from "../../../../_components/text-input";
import { Textarea } from "../../../../_components/textarea";
import { LinesField } from "./lines-field";

const STOCK_WORDS: Record<(typeof STOCK_CURVEBALLS)[number], string> = {
  "feature-missing": "A feature is missing",
  "traffic-times-five": "Five times the traffic",
};

export function CurveballFields({
  ball,
  onChange,
  phases,
}: {
  ball: CurveballForm;
  onChange: (ball: CurveballForm) => void;
  phases: readonly { id: string; name: string }[];
}) {
  return (
    <>
      <Field label="Title">
        <TextInput
          value={ball.title}
          onChange={(event) => onChange({ ...ball, title: event.target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="When">
          <Select
            value={ball.when}
            onChange={(event) => onChange({ ...ball, when: event.target.value })}
            options={[
              { value: ANY_PHASE, label: "Any phase" },
              ...phases.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        <Field label="Competency">
          <Select
            value={ball.competency}
            onChange={(event) => onChange({ ...ball, competency: event.target.value })}
            options={CANONICAL_COMPETENCIES.map((id) => ({
              value: id,
              label: COMPETENCY_WORDS[id],
            }))}
          />
        </Field>
        <Field label="One of the two every case has">
          <Select
            value={ball.stock}
            onChange={(event) => onChange({ ...ball, stock: event.target.value })}
            options={[
              { value: "", label: "No" },
              ...STOCK_CURVEBALLS.map((value) => ({ value, label: STOCK_WORDS[value] })),
            ]}
          />
        </Field>
      </div>
      <Field label="Said to the candidate, word for word">
        <Textarea
          value={ball.say}
          onChange={(event) => onChange({ ...ball, say: event.target.value })}
        />
      </Field>
      <LinesField
        label="What a good answer touches"
        hint="One per line."
        lines={ball.listenFor}
        onChange={(listenFor) => onChange({ ...ball, listenFor })}
      />
    </>
  );
}
