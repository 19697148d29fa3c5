const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** An age in words: "just now", "5 minutes ago", "yesterday"; or ahead: "in 2 hours", "tomorrow". */
export function describeAge(ageMs: number): string {
  const size = Math.abs(ageMs);
  if (size < MINUTE_MS) return "just now";
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const sign = ageMs < 0 ? 1 : -1;
  if (size < HOUR_MS) return words.format(sign * Math.round(size / MINUTE_MS), "minute");
  if (size < DAY_MS) return words.format(sign * Math.round(size / HOUR_MS), "hour");
  return words.format(sign * Math.round(size / DAY_MS), "day");
}
