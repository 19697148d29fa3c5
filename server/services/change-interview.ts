/**
 * The one way an interview moves to another state: read the row, ask the pure rule,
 * compare and set; once more from the start when somebody else was faster.
 */
import {
  type CommandId,
  type InterviewId,
  type ParticipantNumber,
  SYSTEM_AUTHOR,
} from "@/lib/domain/ids";
import {
  type InterviewCommand,
  type InterviewRefusal,
  type InterviewState,
  stepInterview,
} from "@/lib/domain/interview";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { encodeLogItem } from "@/lib/recording/log-entry";
import type { Db } from "../db/client";
import { readInterviewForStep, storeInterviewStep } from "../db/interview-steps";
import { announceNotice } from "../room-notices";

/**
 * Two interviewers pressing at once need two rounds; a command that has lost this many
 * races is not a person's any more.
 */
const MAX_ROUNDS = 10;

export interface ChangedInterview {
  state: InterviewState;
  version: number;
}

/**
 * Carries a command out, exactly once per `commandId`; sent again it answers with the
 * interview as it is now.
 *
 * @param author who commands; whether they may is the caller's to ask
 * @throws when the database cannot be reached: the outcome is then unknown, and sending
 *   the same command again settles it
 */
export async function changeInterview(
  db: Db,
  interviewId: InterviewId,
  commandId: CommandId,
  command: InterviewCommand,
  author: ParticipantNumber = SYSTEM_AUTHOR,
): Promise<Result<ChangedInterview, InterviewRefusal | "not-found">> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = await readInterviewForStep(db, interviewId, commandId);
    if (!before) return refuse("not-found");
    const { state, version, plan, now } = before;
    if (before.isKnown) return ok({ state, version });
    const stepped = stepInterview(state, command, plan, now);
    if (!stepped.ok) return stepped;
    const stored = await storeInterviewStep(db, {
      interviewId,
      expectedVersion: version,
      commandId,
      author,
      state: stepped.value,
      event: encodeLogItem({ type: "state", command: command.type, state: stepped.value }),
    });
    if (stored.outcome === "conflict") continue;
    if (stored.outcome === "missing") return refuse("not-found");
    const changed = { state: stored.state, version: stored.version };
    announceNotice({ type: "interview-changed", interviewId, ...changed });
    return ok(changed);
  }
  throw new Error(`The interview ${interviewId} changed ${MAX_ROUNDS} times under one command.`);
}
