"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonLook } from "./button";
import { copyText } from "./copy-text";

const SHOWN_FOR_MS = 2_000;

/** Copies a text and says so. */
export function CopyButton({
  text,
  label = "Copy",
  name = label,
  variant,
  size,
}: ButtonLook & {
  text: string;
  label?: string | undefined;
  /** What it is called where several stand together, such as "Copy link for the candidate". */
  name?: string | undefined;
}) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  return (
    <>
      <Button
        variant={variant}
        size={size}
        aria-label={outcome === "idle" ? name : undefined}
        icon={
          outcome === "copied" ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />
        }
        onClick={async () => setOutcome((await copyText(text)) ? "copied" : "failed")}
      >
        {outcome === "copied"
          ? "Copied"
          : outcome === "failed"
            ? "Select and copy it by hand"
            : label}
      </Button>
      <span aria-live="polite" className="sr-only">
        {outcome === "copied" ? "Copied" : ""}
      </span>
    </>
  );
}
