"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonLook } from "./button";

/** The button that sends the form around it, and shows that it is being sent. */
export function SubmitButton({
  children,
  variant = "primary",
  size,
  icon,
}: ButtonLook & { children: ReactNode; icon?: ReactNode }) {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" variant={variant} size={size} icon={icon} loading={pending}>
      {children}
    </Button>
  );
}
