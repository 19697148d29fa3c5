"use client";

import { useActionState } from "react";
import { SubmitButton } from "../../_components/submit-button";
import { NameField } from "../account-fields";
import { FormMessage } from "../form-message";
import { renameAction } from "./actions";

export function NameForm({ name }: { name: string }) {
  const [answer, rename] = useActionState(renameAction, null);
  return (
    <form action={rename} noValidate className="flex max-w-md flex-col gap-4">
      <FormMessage answer={answer} />
      <NameField answer={answer} value={name} />
      <div>
        <SubmitButton variant="secondary">Save name</SubmitButton>
      </div>
    </form>
  );
}
