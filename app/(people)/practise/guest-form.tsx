"use client";

import { useActionState } from "react";
import { SubmitButton } from "../../_components/submit-button";
import { NameField } from "../account-fields";
import { FormMessage } from "../form-message";
import { enterAsGuestAction } from "./actions";

export function GuestForm({ callbackUrl }: { callbackUrl: string }) {
  const [answer, enter] = useActionState(enterAsGuestAction, null);
  return (
    <form action={enter} noValidate className="flex flex-col gap-4">
      <FormMessage answer={answer} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <NameField answer={answer} />
      <div>
        <SubmitButton>Continue</SubmitButton>
      </div>
    </form>
  );
}
