"use client";

import { useState } from "react";
import { OWN_KINDS, type OwnKind } from "@/lib/domain/content/own-content";
import { Button } from "../../../_components/button";
import { Field } from "../../../_components/field";
import { RadioCards } from "../../../_components/radio-cards";
import { Select } from "../../../_components/select";
import { KIND_WORDS } from "../_components/words";
import { startCopyAction } from "../actions";
import { useStart } from "./use-start";

interface Source {
  kind: OwnKind;
  id: string;
  title: string;
}

export function CopyForm({ sources }: { sources: readonly Source[] }) {
  const [kind, setKind] = useState<OwnKind>("case");
  const ofKind = sources.filter((source) => source.kind === kind);
  const [chosen, setChosen] = useState("");
  const id = ofKind.some((source) => source.id === chosen) ? chosen : (ofKind[0]?.id ?? "");
  const { error, pending, start } = useStart();
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        start(() => startCopyAction(kind, id));
      }}
    >
      <RadioCards
        legend="Kind of what is copied"
        hideLegend
        options={OWN_KINDS.map((value) => ({ value, label: KIND_WORDS[value].one }))}
        value={kind}
        onChange={setKind}
      />
      <Field label="What to copy" error={error}>
        <Select
          value={id}
          onChange={(event) => setChosen(event.target.value)}
          options={ofKind.map((source) => ({ value: source.id, label: source.title }))}
        />
      </Field>
      <div>
        <Button type="submit" loading={pending}>
          Copy it
        </Button>
      </div>
    </form>
  );
}
