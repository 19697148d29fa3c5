import { Check, Eye, MessageSquare } from "lucide-react";
import { Chip } from "@/app/_components/chip";
import { DateTime } from "@/app/_components/date-time";
import type { CaseState } from "@/lib/domain/library/case-state";
import { attemptsWords, MARK_WORDS } from "./words";

/** What I have had to do with a case; nothing for a case I never met. */
export function CaseMarks({ state }: { state: CaseState }) {
  return (
    <>
      {state.attempts > 0 ? (
        <Chip tone="ok" icon={<Check size={12} aria-hidden />}>
          {attemptsWords(state)}
          {state.lastAttemptAt ? (
            <>
              , <DateTime value={state.lastAttemptAt} shape="date" />
            </>
          ) : null}
        </Chip>
      ) : null}
      {state.hasInterviewed ? (
        <Chip tone="info" icon={<MessageSquare size={12} aria-hidden />}>
          {MARK_WORDS.interviewed}
        </Chip>
      ) : null}
      {state.unlockedAt ? (
        <Chip tone="warn" icon={<Eye size={12} aria-hidden />}>
          {MARK_WORDS.opened}
        </Chip>
      ) : null}
    </>
  );
}
