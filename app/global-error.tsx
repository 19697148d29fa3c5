"use client";

import "./globals.css";

/** Shown when even the frame of the page failed, so it stands on nothing but itself; each page loads it. */
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
          <button
            type="button"
            onClick={reset}
            className="h-10 rounded-control bg-accent px-4 font-medium text-on-accent hover:bg-accent-hover pointer-coarse:min-h-11"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
