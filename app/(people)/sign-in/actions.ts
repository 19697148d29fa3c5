"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { EmailAddress, TriedPassword } from "@/lib/domain/account";
import { safeCallbackUrl } from "@/lib/domain/callback-url";
import { clientAddress, keepSignedIn } from "@/server/auth/sign-in-cookie";
import { signIn } from "@/server/services/sign-in";
import { type FormAnswer, fieldSentences, formOf, typedInto } from "../form-answer";
import { TOO_MANY, WRONG_PASSWORD } from "../sentences";

const Input = z.object({ email: EmailAddress, password: TriedPassword });

/** Signs in and goes on; answers only when something is wrong. */
export async function signInAction(_: FormAnswer, sent: unknown): Promise<FormAnswer> {
  const form = formOf(sent);
  const typed = typedInto(form, ["email", "name"]);
  const input = Input.safeParse({
    email: form.get("email") ?? undefined,
    password: form.get("password") ?? undefined,
  });
  if (!input.success) return { fields: fieldSentences(input.error), typed };
  const signedIn = await signIn(input.data, await clientAddress());
  if (!signedIn.ok) {
    return { error: signedIn.code === "wrong" ? WRONG_PASSWORD : TOO_MANY, typed };
  }
  await keepSignedIn(signedIn.value);
  redirect(safeCallbackUrl(form.get("callbackUrl")));
}
