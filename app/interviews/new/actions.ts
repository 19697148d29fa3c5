"use server";

import { redirect } from "next/navigation";
import { NewInterviewInput } from "@/lib/domain/new-interview";
import { requireViewer } from "@/server/auth/viewer";
import { type CreateRefusal, createInterview } from "@/server/services/create-interview";

const SENTENCES: Record<CreateRefusal, string> = {
  "unknown-case": "This case is not available any more. Choose another one.",
  "unknown-framework": "This framework is not available any more. Choose another one.",
  "unknown-rubric": "This rubric is not available any more. Choose another one.",
  "wrong-total": "The minutes of the phases do not add up to the length.",
  "wrong-count": "The phases of this framework have changed. Reload the page.",
  "out-of-range": "A phase needs between 1 and 60 minutes.",
  past: "The planned start is in the past.",
  "too-far": "The planned start is more than a year away.",
};

/** Creates the interview and goes to its room; answers only when something is wrong. */
export async function createInterviewAction(input: unknown): Promise<{ error: string }> {
  const viewer = await requireViewer();
  const parsed = NewInterviewInput.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return {
      error:
        issue?.path[0] === "callLink" ? issue.message : "Something in the form is not filled in.",
    };
  }
  const created = await createInterview(viewer, parsed.data);
  if (!created.ok) return { error: SENTENCES[created.code] };
  redirect(`/interviews/${created.value.interviewId}/room`);
}
