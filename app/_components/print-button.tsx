"use client";

import { Printer } from "lucide-react";
import { Button } from "./button";

export function PrintButton() {
  return (
    <Button icon={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
      Print
    </Button>
  );
}
