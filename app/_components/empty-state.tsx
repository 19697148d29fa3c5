import type { ReactNode } from "react";

/** Says in one sentence what will be here, and offers the action that fills it. */
export function EmptyState({
  icon,
  children,
  action,
}: {
  icon?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-panel border border-line border-dashed p-4 text-ink-2">
      {icon ? <span className="text-ink-3">{icon}</span> : null}
      <p className="max-w-prose">{children}</p>
      {action}
    </div>
  );
}
