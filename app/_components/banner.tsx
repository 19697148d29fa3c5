import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type BannerTone = "info" | "ok" | "warn" | "bad";

const TONES = {
  info: { Icon: Info, classes: "border-info/30 bg-info-soft", icon: "text-info" },
  ok: { Icon: CircleCheck, classes: "border-ok/30 bg-ok-soft", icon: "text-ok" },
  warn: { Icon: TriangleAlert, classes: "border-warn/30 bg-warn-soft", icon: "text-warn" },
  bad: { Icon: CircleAlert, classes: "border-bad/30 bg-bad-soft", icon: "text-bad" },
} as const;

/** Says what happened, what was kept and what to do. Bad news interrupts a screen reader, the rest waits. */
export function Banner({
  tone,
  title,
  children,
  action,
  className,
}: {
  tone: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string | undefined;
}) {
  const { Icon, classes, icon } = TONES[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={clsx(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-control border px-3 py-2 text-ink text-sm",
        classes,
        className,
      )}
    >
      <Icon size={16} aria-hidden className={clsx("mt-0.5 shrink-0", icon)} />
      <div className="min-w-0 flex-1 basis-48">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
      {action}
    </div>
  );
}
