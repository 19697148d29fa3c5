"use client";

import { useActionState } from "react";
import { Banner } from "../../_components/banner";
import { SubmitButton } from "../../_components/submit-button";
import { acceptInviteAction } from "./actions";

export function AcceptForm({ token, role, name }: { token: string; role: string; name: string }) {
  const [answer, accept] = useActionState(acceptInviteAction.bind(null, token), null);
  return (
    <form action={accept} className="flex flex-col gap-4">
      {answer ? (
        <Banner tone="warn" title="You did not join">
          {answer.error}
        </Banner>
      ) : null}
      <p className="text-ink-2 text-sm">
        You are signed in as <strong className="text-ink">{name}</strong>.
      </p>
      <div>
        <SubmitButton>Join as {role}</SubmitButton>
      </div>
    </form>
  );
}
