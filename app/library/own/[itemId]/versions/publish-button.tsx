"use client";

import { useState, useTransition } from "react";
import { Banner } from "../../../../_components/banner";
import { Button } from "../../../../_components/button";
import { refusalSentence, UNREACHABLE } from "../../_components/words";
import { publishAction } from "../../actions";

export function PublishButton({
  itemId,
  revision,
  version,
}: {
  itemId: string;
  /** Of the draft whose changes are on the page: no other one is published. */
  revision: number;
  version: number;
}) {
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const publish = () =>
    startTransition(async () => {
      setError(null);
      try {
        const answer = await publishAction(itemId, revision);
        if (!answer.ok) setError(refusalSentence(answer.code));
      } catch {
        setError(UNREACHABLE);
      }
    });
  return (
    <>
      {error ? <Banner tone="bad">{error}</Banner> : null}
      <Button variant="primary" loading={pending} onClick={publish}>
        Publish version {version}
      </Button>
    </>
  );
}
