"use client";

import { useActionState } from "react";
import { SubmitButton } from "../../_components/submit-button";
import { NewPasswordField, PasswordField } from "../account-fields";
import { FormMessage } from "../form-message";
import { changePasswordAction } from "./actions";

export function PasswordForm({ email }: { email: string }) {
  const [answer, change] = useActionState(changePasswordAction, null);
  return (
    <form action={change} noValidate className="flex max-w-md flex-col gap-4">
      <FormMessage answer={answer} />
      {/* Tells a password manager whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField answer={answer} name="current" label="Current password" />
      <NewPasswordField answer={answer} name="next" label="New password" />
      <div>
        <SubmitButton variant="secondary">Change password</SubmitButton>
      </div>
    </form>
  );
}
