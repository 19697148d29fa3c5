import type { ReactNode } from "react";

/** Scrolls what does not fit, also by keyboard where nothing inside takes the focus. */
export function ScrollArea({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus, arrow keys cannot scroll it
    <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
      {children}
    </div>
  );
}
