import { vi } from "vitest";
import { PATIENCE_MS } from "./patience";

/** Waits until the check passes. @throws what the check threw last, when it never does */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS });
}
