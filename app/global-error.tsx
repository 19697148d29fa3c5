"use client";

import "./globals.css";
import { Button } from "./_components/button";

/** Shown when even the frame of the page failed, so it stands on nothing but itself. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Dryrun</title>
        <main className="mx-auto flex max-w-3xl flex-col items-start gap-4 px-4 py-12">
          <h1 className="text-2xl">Dryrun could not be shown</h1>
          <p role="alert" className="max-w-prose text-ink-2">
            Something failed on our side. What was saved before is still saved. Try again in a
            moment.
          </p>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        </main>
      </body>
    </html>
  );
}
