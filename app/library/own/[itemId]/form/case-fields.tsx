"use client";

import { DIFFICULTY_WORDS } from "@/app/interviews/_components/words";
import type { CaseForm } from "@/lib/domain/content/case-form";
import { OWN_PREFIX } from "@/lib/domain/content/own-content";
import { Field } from "../../../../_components/field";
import { Select } from "../../../../_components/select";
import { TextInput } from "../../../../_components/text-input";
import { Textarea } from "../../../../_components/textarea";
import { ChecklistFields } from "./checklist-fields";
import { CurveballFields } from "./curveball-fields";
import { FactFields } from "./fact-fields";
import { LinesField } from "./lines-field";
import { PartList } from "./part-list";

const DIFFICULTIES = [1, 2, 3, 4] as const;

/** The fields of a case that change most. What is not here is in the file, and stays as it is. */
export function CaseFields({
  form,
  onChange,
  phases,
  isIdFixed,
}: {
  form: CaseForm;
  onChange: (form: CaseForm) => void;
  phases: readonly { id: string; name: string }[];
  /** It is published under this id. */
  isIdFixed: boolean;
}) {
  const set = (change: Partial<CaseForm>) => onChange({ ...form, ...change });
  return (
    <div className="flex flex-col gap-6">
      <Field label="Title">
        <TextInput value={form.title} onChange={(event) => set({ title: event.target.value })} />
      </Field>
      <div className="grid gap-6 sm:grid-cols-3">
        <Field
          label="Id"
          hint={
            isIdFixed
              ? "Published, so it never changes."
              : `Begins with ${OWN_PREFIX}; lower-case words joined by hyphens.`
          }
        >
          <TextInput
            value={form.id}
            readOnly={isIdFixed}
            spellCheck={false}
            onChange={(event) => set({ id: event.target.value })}
          />
        </Field>
        <Field label="Domain" hint="One word, such as ranking or risk.">
          <TextInput
            value={form.domain}
            onChange={(event) => set({ domain: event.target.value })}
          />
        </Field>
        <Field label="Difficulty">
          <Select
            value={String(form.difficulty)}
            onChange={(event) => set({ difficulty: Number(event.target.value) })}
            options={DIFFICULTIES.map((value) => ({
              value: String(value),
              label: `${value}, ${DIFFICULTY_WORDS[value]}`,
            }))}
          />
        </Field>
      </div>
      <Field label="Prompt" hint="Read out once, so at most three sentences.">
        <Textarea value={form.prompt} onChange={(event) => set({ prompt: event.target.value })} />
      </Field>
      <LinesField
        label="Brief for the candidate"
        hint="One point per line. The candidate reads them."
        lines={form.candidateBrief}
        onChange={(candidateBrief) => set({ candidateBrief })}
      />
      <PartList
        title="Facts"
        intro="Answer cards for the interviewer: told only when asked."
        one="fact"
        parts={form.facts}
        blank={{ id: null, topic: "", asks: [], answer: "", requirementClass: "req-functional" }}
        nameOf={(fact) => fact.topic}
        onChange={(facts) => set({ facts })}
        render={(fact, change) => <FactFields fact={fact} onChange={change} />}
      />
      <PartList
        title="Checklist"
        intro="What a strong candidate does. Every phase needs at least one line."
        one="line of the checklist"
        parts={form.checklist}
        blank={{
          id: null,
          phase: phases[0]?.id ?? "",
          priority: "must",
          competencies: ["c-framing"],
          text: "",
          terms: [],
          stencils: [],
        }}
        nameOf={(item) => item.text}
        onChange={(checklist) => set({ checklist })}
        render={(item, change) => <ChecklistFields item={item} onChange={change} phases={phases} />}
      />
      <PartList
        title="Curveballs"
        intro="Planned twists the interviewer may drop."
        one="curveball"
        parts={form.curveballs}
        blank={{
          id: null,
          title: "",
          when: "any",
          stock: "",
          say: "",
          listenFor: [],
          competency: "c-tradeoffs",
        }}
        nameOf={(ball) => ball.title}
        onChange={(curveballs) => set({ curveballs })}
        render={(ball, change) => <CurveballFields ball={ball} onChange={change} phases={phases} />}
      />
    </div>
  );
}
