"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { NewPassword } from "@/lib/domain/account";
import { dropSignInCookie } from "@/server/auth/sign-in-cookie";
import { resetPassword } from "@/server/services/reset-password";
import { type FormAnswer, fieldSentences, formOf } from "../../form-answer";

const Input = z.object({ password: NewPassword });

/** Sets the new password and goes to sign in; answers only when something is wrong. */
export async function resetPasswordAction(
  token: unknown,
  _: FormAnswer,
  sent: unknown,
): Promise<FormAnswer> {
  const form = formOf(sent);
  const input = Input.safeParse({ password: form.get("password") ?? undefined });
  if (!input.success) return { fields: fieldSentences(input.error) };
  const reset = await resetPassword(String(token), input.data.password);
  if (!reset.ok) {
    return { error: "This link has been used or is older than an hour. Ask for a new one." };
  }
  await dropSignInCookie();
  redirect("/sign-in?after=reset");
}
