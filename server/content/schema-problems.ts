import type { z } from "zod";
import type { Path } from "./content-problem";

export interface SchemaProblem {
  path: Path;
  message: string;
}

/** A wrong word is quoted; a wrong paragraph is not. */
const LONGEST_QUOTE = 40;

const NAMES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "fields with values",
  record: "fields with values",
};

/** What a schema refuses, said to people who write YAML and have never met the schema. */
export function schemaProblems(error: z.ZodError, value: unknown): SchemaProblem[] {
  return error.issues.flatMap((issue): SchemaProblem[] => {
    const { path } = issue;
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `there is no field "${key}" here`,
      }));
    }
    const found = at(value, path);
    const isMissing = found === undefined || found === null;
    const wanted = wantedBy(issue);
    if (wanted !== undefined) {
      const message = isMissing
        ? `this is missing; ${wanted} belongs here`
        : `${wanted} belongs here, and not ${nameOf(found)}`;
      return [{ path, message }];
    }
    return [{ path, message: isMissing ? "this is missing" : issue.message }];
  });
}

function wantedBy(issue: z.core.$ZodIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return NAMES[issue.expected] ?? issue.expected;
    case "invalid_value":
      return `one of ${issue.values.join(", ")}`;
    case "invalid_union":
      return "something of another form";
    default:
      return undefined;
  }
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  );
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string" && value.length <= LONGEST_QUOTE) return `"${value}"`;
  return NAMES[typeof value] ?? typeof value;
}
