import type { z } from "zod";

/** What a form of this part hears back; null before it was sent, and when all is well. */
export type FormAnswer = {
  /** Says what happened and what to do, about the form as a whole. */
  error?: string;
  /** The same about one field, by its name. */
  fields?: Partial<Record<string, string>>;
  /** What was typed, without passwords: the form is empty after it was sent. */
  typed?: Partial<Record<string, string>>;
  /** Set when all is well and the page stays. */
  done?: string;
} | null;

/** An action can be called with anything; what is no form is taken for an empty one. */
export function formOf(sent: unknown): FormData {
  return sent instanceof FormData ? sent : new FormData();
}

/** What was typed into these fields, to be shown again. */
export function typedInto(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? "")]));
}

/** One sentence per field that is wrong: the first that was found. */
export function fieldSentences(error: z.ZodError): Record<string, string> {
  const sentences: Record<string, string> = {};
  for (const issue of error.issues) sentences[String(issue.path[0])] ??= issue.message;
  return sentences;
}
