import Link from "next/link";
import { DateTime } from "@/app/_components/date-time";
import { ROLE_WORDS } from "@/app/interviews/_components/words";
import type { ParticipantRole } from "@/lib/domain/roles";

/** My interviews with the case, each with the way to its review or to the debrief that is open. */
export function Attempts({
  attempts,
}: {
  attempts: readonly {
    interviewId: string;
    role: ParticipantRole;
    isFinished: boolean;
    endedAt: Date;
  }[];
}) {
  return (
    <ul className="m-0 list-none divide-y divide-line border-line border-y p-0">
      {attempts.map(({ interviewId, role, isFinished, endedAt }) => (
        <li key={interviewId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-2 py-2">
          <DateTime value={endedAt} shape="date" />
          <span className="text-ink-2 text-sm">{ROLE_WORDS[role]}</span>
          <Link
            className="link ml-auto"
            href={`/interviews/${interviewId}${isFinished ? "/review" : ""}`}
          >
            {isFinished ? "Review" : "Finish the debrief"}
            <span className="sr-only">
              {" "}
              of <DateTime value={endedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
