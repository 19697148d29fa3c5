const PHASE_HUES = 7;

/** The custom property of a phase's hue, by its place in the plan counted from 0, going round. */
export function phaseColour(index: number): string {
  return `var(--phase-${(Math.abs(index) % PHASE_HUES) + 1})`;
}
