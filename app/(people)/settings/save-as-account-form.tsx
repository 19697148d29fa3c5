"use client";

import { useActionState } from "react";
import { SubmitButton } from "../../_components/submit-button";
import { EmailField, NewPasswordField } from "../account-fields";
import { FormMessage } from "../form-message";
import { saveAsAccountAction } from "./actions";

export function SaveAsAccountForm() {
  const [answer, save] = useActionState(saveAsAccountAction, null);
  return (
    <form action={save} noValidate className="flex max-w-md flex-col gap-4">
      <FormMessage answer={answer} />
      <EmailField answer={answer} />
      <NewPasswordField answer={answer} />
      <div>
        <SubmitButton>Save as account</SubmitButton>
      </div>
    </form>
  );
}
