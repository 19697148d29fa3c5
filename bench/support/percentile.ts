/** The value that `p` percent are at or below. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (
    sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
  );
}

/** For a line of output. */
export function figures(values: readonly number[]): string {
  return [50, 95, 99].map((p) => `p${p} ${percentile(values, p).toFixed(2)}`).join(", ");
}
