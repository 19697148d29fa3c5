import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** A part of a side panel that folds away. */
export function PanelSection({
  title,
  note,
  open = false,
  children,
}: {
  title: string;
  /** A few words at the right end, such as a count. */
  note?: ReactNode;
  open?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <details open={open} className="group border-line border-b">
      <summary className="flex h-10 list-none items-center gap-1.5 px-4 font-medium text-sm hover:bg-sunken focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={16}
          aria-hidden
          className="shrink-0 text-ink-3 transition-transform group-open:rotate-90"
        />
        <h2 className="min-w-0 flex-1 truncate font-medium text-sm leading-normal">{title}</h2>
        {note ? <span className="tabular shrink-0 text-ink-3 text-xs">{note}</span> : null}
      </summary>
      <div className="px-4 pt-1 pb-4 text-sm">{children}</div>
    </details>
  );
}
