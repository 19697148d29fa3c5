/** The row that holds an interview's state: read for a command, moved by compare-and-set. */
import { z } from "zod";
import type { CommandId, InterviewId, ParticipantNumber } from "@/lib/domain/ids";
import { InterviewState } from "@/lib/domain/interview";
import { Plan } from "@/lib/domain/plan";
import type { Db } from "./client";

export interface InterviewBeforeStep {
  state: InterviewState;
  version: number;
  plan: Plan;
  /** The database's clock, epoch milliseconds: the `now` of the step. */
  now: number;
  /** The command took effect before; state and version are those of now. */
  isKnown: boolean;
}

const BeforeRow = z.object({
  state: InterviewState,
  version: z.int(),
  plan: Plan,
  now: z.number(),
  is_known: z.boolean(),
});

/** What a command starts from, or null when there is no such interview. */
export async function readInterviewForStep(
  db: Db,
  interviewId: InterviewId,
  commandId: CommandId,
): Promise<InterviewBeforeStep | null> {
  const rows = z.array(BeforeRow).parse(
    await db.$queryRaw`
      SELECT state, version, plan, floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
        EXISTS (
          SELECT FROM interview_commands c WHERE c.interview_id = i.id AND c.command_id = ${commandId}::uuid
        ) AS is_known
      FROM interviews i WHERE id = ${interviewId}::uuid`,
  );
  const row = rows[0];
  if (!row) return null;
  const { state, version, plan, now } = row;
  return { state, version, plan, now, isKnown: row.is_known };
}

export interface InterviewStep {
  interviewId: InterviewId;
  expectedVersion: number;
  commandId: CommandId;
  /** Who commanded; SYSTEM_AUTHOR for what the server does by itself. */
  author: ParticipantNumber;
  state: InterviewState;
  /** The log item that records the step, in the shape of lib/recording/log-entry.ts. */
  event: Uint8Array;
}

const StepRow = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("stepped"), version: z.int(), state: InterviewState }),
  z.object({ outcome: z.literal("known"), version: z.int(), state: InterviewState }),
  z.object({ outcome: z.literal("conflict"), version: z.int(), state: InterviewState }),
  z.object({ outcome: z.literal("missing"), version: z.null(), state: z.null() }),
]);
export type StepOutcome = z.infer<typeof StepRow>;

/**
 * Moves the interview to `state` if its version is still the expected one, and records
 * the step in the shared log: one statement, so all of it happens or nothing. The same
 * command has one effect; sent again it is answered `known` with the row as it is now.
 */
export async function storeInterviewStep(db: Db, step: InterviewStep): Promise<StepOutcome> {
  const rows = z.array(StepRow).parse(
    await db.$queryRaw`SELECT * FROM interview_step(
      ${step.interviewId}::uuid, ${step.expectedVersion}::int, ${step.commandId}::uuid,
      ${step.author}::smallint, ${JSON.stringify(step.state)}::jsonb, ${Uint8Array.from(step.event)}::bytea)`,
  );
  const row = rows[0];
  if (!row) throw new Error("interview_step always answers.");
  return row;
}
