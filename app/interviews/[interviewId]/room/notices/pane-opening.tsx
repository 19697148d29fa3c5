import { Spinner } from "@/app/_components/spinner";

/** In the place of document or canvas while it is on the way. */
export function PaneOpening({ what }: { what: "document" | "canvas" }) {
  return (
    <p role="status" className="flex h-full items-center justify-center gap-2 text-ink-2 text-sm">
      <Spinner />
      Opening the {what}…
    </p>
  );
}
