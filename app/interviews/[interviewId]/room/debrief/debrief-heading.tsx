/** In place of the clock once it has stopped. */
export function DebriefHeading() {
  return (
    <p className="flex min-w-0 items-baseline gap-3">
      <span className="font-bold text-base">Debrief</span>
      <span className="hidden truncate text-ink-2 text-sm md:inline">
        The clock has stopped. Document and canvas can be read, not changed.
      </span>
    </p>
  );
}
