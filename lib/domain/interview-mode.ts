/**
 * How much of the framework a candidate is shown while the clock runs.
 *
 * guided: prompts, opening questions and section starters of the phase that is open.
 * exam: the problem and the clock, as in the real interview.
 */
import { z } from "zod";

export const InterviewMode = z.enum(["guided", "exam"]);
export type InterviewMode = z.infer<typeof InterviewMode>;
