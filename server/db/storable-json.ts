/**
 * A value as JSON that Postgres takes: without NUL and without halves of surrogate
 * pairs, which `jsonb` refuses and a person can paste without seeing them.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "string"
      ? inner.replaceAll("\0", "").replace(LONE_SURROGATE, "\ufffd")
      : inner,
  );
}

const LONE_SURROGATE = /\p{Surrogate}/gu;
