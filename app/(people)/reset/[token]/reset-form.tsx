"use client";

import { useActionState } from "react";
import { SubmitButton } from "../../../_components/submit-button";
import { NewPasswordField } from "../../account-fields";
import { FormMessage } from "../../form-message";
import { resetPasswordAction } from "./actions";

export function ResetForm({ token }: { token: string }) {
  const [answer, reset] = useActionState(resetPasswordAction.bind(null, token), null);
  return (
    <form action={reset} noValidate className="flex flex-col gap-4">
      <FormMessage answer={answer} />
      <NewPasswordField answer={answer} label="New password" />
      <div>
        <SubmitButton>Set password</SubmitButton>
      </div>
    </form>
  );
}
