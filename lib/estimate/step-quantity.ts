import type { CalculatorInput } from "@/lib/domain/content/calculator";
import { asTyped } from "./figures";
import { readQuantity } from "./read-quantity";

/**
 * What the arrow keys make of a field that has a step: one more, or one less, never past its limits.
 * Null where there is no step, or no number to count from.
 */
export function stepQuantity(typed: string, input: CalculatorInput, by: 1 | -1): string | null {
  if (input.step === undefined) return null;
  const read = readQuantity(typed, input);
  if (!read.ok) return null;
  const next = read.value + by * input.step;
  return asTyped(Math.min(input.max, Math.max(input.min, next)), input.unit);
}
