"use client";

import { useActionState } from "react";
import { SubmitButton } from "../../_components/submit-button";
import { EmailField, PasswordField } from "../account-fields";
import type { FormAnswer } from "../form-answer";
import { FormMessage } from "../form-message";
import { signInAction } from "./actions";

export function SignInForm({
  callbackUrl,
  beginning,
}: {
  callbackUrl: string;
  /** What the page has to say before anything was sent. */
  beginning: FormAnswer;
}) {
  const [answer, signIn] = useActionState(signInAction, beginning);
  return (
    <form action={signIn} noValidate className="flex flex-col gap-4">
      <FormMessage answer={answer} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <EmailField answer={answer} />
      <PasswordField answer={answer} />
      <div>
        <SubmitButton>Sign in</SubmitButton>
      </div>
    </form>
  );
}
