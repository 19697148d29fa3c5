/** How times are written in the room: "4:12" to go, "+0:40" over. */

/**
 * Whole seconds as a person counts them down: 4:12 stays until it is 4:11, and the first second over
 * is +0:01, so the figure changes on the same beat before and after zero.
 */
function wholeSeconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Time left, such as "4:12"; past zero what it is over by, such as "+0:40". */
export function formatRemaining(ms: number): string {
  const seconds = wholeSeconds(ms);
  return seconds < 0 ? `+${minutesAndSeconds(-seconds)}` : minutesAndSeconds(seconds);
}

/** Time had, such as "3:48"; full seconds only. */
export function formatSpent(ms: number): string {
  return minutesAndSeconds(Math.floor(Math.max(0, ms) / 1000));
}

/** A budget in minutes, such as "8" or "8:30" once it is no whole number of them. */
export function formatBudget(ms: number): string {
  return ms % 60_000 === 0 ? String(ms / 60_000) : formatSpent(ms);
}

/** The same for ears: "4 minutes 12 seconds left", "40 seconds over". */
export function describeRemaining(ms: number): string {
  const seconds = wholeSeconds(ms);
  const size = Math.abs(seconds);
  const minutes = Math.floor(size / 60);
  const words = [
    minutes > 0 ? `${minutes} ${minutes === 1 ? "minute" : "minutes"}` : null,
    size % 60 > 0 || minutes === 0
      ? `${size % 60} ${size % 60 === 1 ? "second" : "seconds"}`
      : null,
  ].filter((word) => word !== null);
  return `${words.join(" ")} ${seconds < 0 ? "over" : "left"}`;
}
