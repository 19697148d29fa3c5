/** Expected refusals are values; only faults are thrown. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; code: E };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse<const E>(code: E): { ok: false; code: E } {
  return { ok: false, code };
}
