"use client";

import type { ReactNode } from "react";
import { Field } from "../../../../_components/field";
import { Textarea } from "../../../../_components/textarea";

/** A list of short texts, typed one per line. Lines with nothing in them are left out when it is kept. */
export function LinesField({
  label,
  hint,
  lines,
  onChange,
}: {
  label: string;
  hint?: ReactNode;
  lines: readonly string[];
  onChange: (lines: string[]) => void;
}) {
  return (
    <Field label={label} hint={hint}>
      <Textarea
        value={lines.join("\n")}
        onChange={(event) => onChange(event.target.value.split("\n"))}
      />
    </Field>
  );
}
