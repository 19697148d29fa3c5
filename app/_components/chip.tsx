import clsx from "clsx";
import type { ReactNode } from "react";

export type ChipTone = "neutral" | "accent" | "ok" | "warn" | "bad" | "info";

const TONES: Record<ChipTone, string> = {
  neutral: "bg-sunken text-ink-2",
  accent: "bg-accent-soft text-accent-ink",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
};

/** A small label: a state, a kind. The words carry the meaning, the tone only helps. */
export function Chip({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: ChipTone | undefined;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "inline-flex h-6 shrink-0 items-center gap-1 rounded-full px-2 font-medium text-xs whitespace-nowrap",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
