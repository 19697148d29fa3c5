/**
 * A framework's minutes under a time profile.
 *
 * Profiles speak of the common phases; a framework has phases of its own, each made of common items.
 * Each phase keeps its own budget, scaled by how much more or less the profile gives to its items
 * than the balanced one does, and the whole is brought back to what the scored phases had.
 */
import { type InterviewLength, MIN_PHASE_MINUTES } from "../plan";
import type { CommonChecklist } from "./common-checklist";
import type { Framework, FrameworkPhase } from "./framework";
import type { TimeProfile } from "./time-profile";

/** What a framework's budget is measured against, and what its phases are made of. */
interface ProfileBasis {
  /** The profile that a framework's own minutes stand for. */
  balanced: TimeProfile;
  common: CommonChecklist;
}

/** How much longer a phase is under the profile: 1.5 is half as long again. */
function stretch(
  phase: FrameworkPhase,
  profile: TimeProfile,
  { balanced, common }: ProfileBasis,
  length: InterviewLength,
): number {
  if (!phase.isScored) return 1;
  let [here, usual] = [0, 0];
  for (const { id, items } of common.phases) {
    const inPhase = items.filter((item) => phase.checklist.some((own) => own.id === item.id));
    const share = inPhase.length / items.length;
    here += share * (profile.minutes[id]?.[length] ?? 0);
    usual += share * (balanced.minutes[id]?.[length] ?? 0);
  }
  return usual === 0 ? 1 : here / usual;
}

/** Whole numbers in the proportions of `shares` that add up to `total`, none below a minute. */
function wholeMinutes(shares: readonly number[], total: number): number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  const exact = shares.map((share) => (share / sum) * total);
  const whole = exact.map((minutes) => Math.max(MIN_PHASE_MINUTES, Math.floor(minutes)));
  for (let left = total - whole.reduce((all, minutes) => all + minutes, 0); left !== 0; ) {
    const step = Math.sign(left);
    // Who is furthest from their exact share; nobody is taken below a minute.
    const gap = (i: number) => step * ((exact[i] ?? 0) - (whole[i] ?? 0));
    const [next] = whole
      .map((_, i) => i)
      .filter((i) => step > 0 || (whole[i] ?? 0) > MIN_PHASE_MINUTES)
      .sort((a, b) => gap(b) - gap(a));
    if (next === undefined) break;
    whole[next] = (whole[next] ?? 0) + step;
    left -= step;
  }
  return whole;
}

/** One number per phase of the framework, bookends included; the sum is that of the framework's own. */
export function profileMinutes(
  framework: Framework,
  profile: TimeProfile,
  basis: ProfileBasis,
  length: InterviewLength,
): number[] {
  const own = framework.phases.map((phase) => phase.minutes[length]);
  const scored = framework.phases.flatMap((phase, i) => (phase.isScored ? [i] : []));
  const total = scored.reduce((sum, i) => sum + (own[i] ?? 0), 0);
  const shares = scored.map((i) => {
    const phase = framework.phases[i];
    return phase ? phase.minutes[length] * stretch(phase, profile, basis, length) : 0;
  });
  const minutes = wholeMinutes(shares, total);
  for (const [at, i] of scored.entries()) own[i] = minutes[at] ?? MIN_PHASE_MINUTES;
  return own;
}
