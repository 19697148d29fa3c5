import { createHash } from "node:crypto";

/**
 * A hash of a body that does not depend on the order of keys or on how the
 * file is laid out, so that re-wrapping a line is not a new version.
 */
export function contentHash(body: unknown): string {
  return createHash("sha256").update(canonicalJson(body)).digest("hex");
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
