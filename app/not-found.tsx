import type { Metadata } from "next";
import { Button } from "./_components/button";
import { PageShell } from "./_components/page-shell";

export const metadata: Metadata = { title: "Nothing here" };

/** One page for what does not exist and for what the visitor may not see, so that neither tells. */
export default function NotFound() {
  return (
    <PageShell>
      <div className="flex flex-col items-start gap-4">
        <h1 className="text-2xl">There is nothing here for you</h1>
        <p className="max-w-prose text-ink-2">
          The address may be mistyped, what was here may have been deleted, or it belongs to someone
          else. If someone sent you this link, ask them for a new one.
        </p>
        <Button href="/">Go to the start</Button>
      </div>
    </PageShell>
  );
}
