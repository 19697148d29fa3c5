"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { requireViewer } from "@/server/auth/viewer";
import { type AcceptRefusal, acceptInvite } from "@/server/services/join-interview";

const SENTENCES: Record<AcceptRefusal, string> = {
  "not-found": "This link does not work any more. Ask for a new one.",
  taken: "Somebody else has just joined as the candidate.",
  full: "The last free place has just been taken.",
  ended: "The interview is over, nobody can join it any more.",
  "other-role": "You already have another part in this interview.",
};

/** Takes the seat and goes to the room; answers only when that is not possible. */
export async function acceptInviteAction(token: unknown): Promise<{ error: string }> {
  const parsed = z.string().safeParse(token);
  if (!parsed.success) return { error: SENTENCES["not-found"] };
  const viewer = await requireViewer();
  const accepted = await acceptInvite(viewer, parsed.data);
  if (!accepted.ok) return { error: SENTENCES[accepted.code] };
  redirect(`/interviews/${accepted.value.interviewId}/room`);
}
