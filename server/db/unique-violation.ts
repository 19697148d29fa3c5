/**
 * Whether a write failed because a row with this key exists. Asked by code and not by
 * class: a copy of the class that Next has bundled is not the one that was thrown.
 */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}
