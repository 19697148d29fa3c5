import type { CaseForm } from "@/lib/domain/content/case-form";

/** The form without what is left over from typing: spaces at the ends, lines with nothing in them. */
export function cleanForm(form: CaseForm): CaseForm {
  return clean(form) as CaseForm;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value))
    return value.map(clean).filter((item) => typeof item !== "string" || item !== "");
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  return value;
}
