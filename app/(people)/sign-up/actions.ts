"use server";

import { z } from "zod";
import { DisplayName, EmailAddress, NewPassword } from "@/lib/domain/account";
import { clientAddress } from "@/server/auth/sign-in-cookie";
import { signUp } from "@/server/services/sign-up";
import { type FormAnswer, fieldSentences, formOf, typedInto } from "../form-answer";
import { TOO_MANY_FROM_HERE } from "../sentences";

const Input = z.object({ name: DisplayName, email: EmailAddress, password: NewPassword });

/** Opens the account, unless the address has one: the answer is the same, and signing in is next. */
export async function signUpAction(sent: unknown): Promise<FormAnswer> {
  const form = formOf(sent);
  const typed = typedInto(form, ["name", "email"]);
  const input = Input.safeParse({
    name: form.get("name") ?? undefined,
    email: form.get("email") ?? undefined,
    password: form.get("password") ?? undefined,
  });
  if (!input.success) return { fields: fieldSentences(input.error), typed };
  const made = await signUp(input.data, await clientAddress());
  return made.ok ? null : { error: TOO_MANY_FROM_HERE, typed };
}
