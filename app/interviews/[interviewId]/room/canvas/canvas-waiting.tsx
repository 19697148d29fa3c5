import { Button } from "@/app/_components/button";
import { Spinner } from "@/app/_components/spinner";

/** In place of the canvas while it is on its way, or when it did not come. */
export function CanvasWaiting({ retry }: { retry: (() => void) | null }) {
  return (
    <div className="grid size-full place-items-center p-4">
      {retry ? (
        <div className="flex max-w-80 flex-col items-start gap-3">
          <p className="text-ink-2 text-sm">
            The canvas could not be loaded. What is drawn on it is kept. Check the connection and
            try again.
          </p>
          <Button size="room" onClick={retry}>
            Try again
          </Button>
        </div>
      ) : (
        <p role="status" className="flex items-center gap-2 text-ink-2 text-sm">
          <Spinner /> Opening the canvas
        </p>
      )}
    </div>
  );
}
