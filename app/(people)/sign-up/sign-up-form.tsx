"use client";

import { useActionState } from "react";
import { SubmitButton } from "../../_components/submit-button";
import { EmailField, NameField, NewPasswordField } from "../account-fields";
import type { FormAnswer } from "../form-answer";
import { FormMessage } from "../form-message";
import { EMAIL_TAKEN, WRONG_PASSWORD } from "../sentences";
import { signInAction } from "../sign-in/actions";
import { signUpAction } from "./actions";

/**
 * Two requests, one press: signing up never tells whether the address had an account, signing in with
 * the password just chosen does what a person expects when it had none.
 */
async function signUpAndIn(_: FormAnswer, form: FormData): Promise<FormAnswer> {
  const refused = await signUpAction(form);
  if (refused) return refused;
  const answer = await signInAction(null, form);
  return answer?.error === WRONG_PASSWORD ? { ...answer, error: EMAIL_TAKEN } : answer;
}

export function SignUpForm({ callbackUrl }: { callbackUrl: string }) {
  const [answer, submit] = useActionState(signUpAndIn, null);
  return (
    <form action={submit} noValidate className="flex flex-col gap-4">
      <FormMessage answer={answer} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <NameField answer={answer} />
      <EmailField answer={answer} />
      <NewPasswordField answer={answer} />
      <div>
        <SubmitButton>Create account</SubmitButton>
      </div>
    </form>
  );
}
