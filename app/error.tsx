"use client";

import { Button } from "./_components/button";
import { PageShell } from "./_components/page-shell";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <PageShell>
      <div role="alert" className="flex flex-col items-start gap-4">
        <h1 className="text-2xl">This page could not be shown</h1>
        <p className="max-w-prose text-ink-2">
          Something failed on our side. What was saved before is still saved. Try again; if it keeps
          failing, tell whoever runs this server what you were doing.
        </p>
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <Button href="/">Go to the start</Button>
        </div>
      </div>
    </PageShell>
  );
}
