import { Skeleton } from "@/app/_components/skeleton";
import { Spinner } from "@/app/_components/spinner";

/** The shape of the room while its state is on the way. */
export function RoomOpening({ title }: { title: string }) {
  return (
    <main className="flex h-dvh flex-col">
      <div className="flex h-12 shrink-0 items-center gap-3 border-line border-b bg-surface px-3 text-sm">
        <h1 className="truncate text-sm">{title}</h1>
        <p role="status" className="flex items-center gap-2 text-ink-2">
          <Spinner />
          Opening the room…
        </p>
      </div>
      <div className="flex flex-1 gap-4 p-4">
        <Skeleton className="hidden w-40 md:block" />
        <Skeleton className="flex-1" />
        <Skeleton className="hidden flex-1 md:block" />
      </div>
    </main>
  );
}
