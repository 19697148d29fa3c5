import type { z } from "zod";
import type { Path } from "./content-problem";

export interface SchemaProblem {
  path: Path;
  message: string;
}

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
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => ({
          path: [...path, key],
          message: `there is no field "${key}" here`,
        }));
      case "invalid_type": {
        const wanted = NAMES[issue.expected] ?? issue.expected;
        const found = at(value, path);
        const message =
          found === undefined || found === null
            ? `this is missing; ${wanted} belongs here`
            : `${wanted} belongs here, and not ${nameOf(found)}`;
        return [{ path, message }];
      }
      case "invalid_union":
        return [{ path, message: "this has none of the forms that are possible here" }];
      default:
        return [{ path, message: issue.message }];
    }
  });
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
  return NAMES[typeof value] ?? typeof value;
}
