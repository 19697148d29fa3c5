import clsx from "clsx";

/** Holds the place of something that is loading. Give it the size of what will come. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <div
      aria-hidden="true"
      className={clsx(
        "animate-pulse rounded-control bg-sunken motion-reduce:animate-none",
        className,
      )}
    />
  );
}
