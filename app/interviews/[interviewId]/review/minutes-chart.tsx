import { phaseColour } from "@/app/_components/phase-colour";
import { MINUTE_MS, type Plan } from "@/lib/domain/plan";
import { minutesAndSeconds } from "@/lib/recording/review-markdown";
import { scrolledByKeys } from "./scrolled-by-keys";

/** Under this difference a phase counts as on plan; nobody watches the seconds. */
const ON_PLAN_MS = 30_000;

function verdict(differenceMs: number): string {
  if (Math.abs(differenceMs) < ON_PLAN_MS) return "on plan";
  const size = minutesAndSeconds(Math.abs(differenceMs));
  return differenceMs > 0 ? `${size} over` : `${size} under`;
}

/** Planned against actual minutes, phase by phase: a table whose last column is a bar. */
export function MinutesChart({ plan, actualMs }: { plan: Plan; actualMs: readonly number[] }) {
  const longest = Math.max(
    ...plan.map((phase) => phase.minutes * MINUTE_MS),
    ...actualMs,
    MINUTE_MS,
  );
  const share = (ms: number) => `${(100 * ms) / longest}%`;
  return (
    <div {...scrolledByKeys("Minutes per phase")} className="mt-3 overflow-x-auto">
      <table className="w-full min-w-120 border-collapse text-sm">
        <thead>
          <tr className="border-line border-b text-left text-ink-2">
            <th scope="col" className="py-2 pr-4 font-medium">
              Phase
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium">
              Planned
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium">
              Actual
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              Difference
            </th>
            <th scope="col" className="w-1/3 py-2 font-medium">
              <span className="sr-only">As bars</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.map((phase, index) => {
            const planned = phase.minutes * MINUTE_MS;
            const actual = actualMs[index] ?? 0;
            return (
              <tr key={phase.phaseId} className="border-line border-b">
                <th scope="row" className="py-2 pr-4 text-left font-normal">
                  {phase.name}
                </th>
                <td className="py-2 pr-4 text-right tabular-nums">{minutesAndSeconds(planned)}</td>
                <td className="py-2 pr-4 text-right tabular-nums">{minutesAndSeconds(actual)}</td>
                <td className="py-2 pr-4 tabular-nums">{verdict(actual - planned)}</td>
                <td className="py-2" aria-hidden>
                  <div
                    className="h-1.5 rounded-full bg-line-strong"
                    style={{ width: share(planned) }}
                  />
                  <div
                    className="mt-1 h-1.5 rounded-full"
                    style={{ width: share(actual), backgroundColor: phaseColour(index) }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="mt-2 text-ink-3 text-sm" aria-hidden>
        Upper bar planned, lower bar actual.
      </p>
    </div>
  );
}
