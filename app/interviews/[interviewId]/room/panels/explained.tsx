"use client";

import { useTerms } from "@/app/_components/glossary/terms-context";
import { WithTerms } from "@/app/_components/glossary/with-terms";

/** A text of the room, with the glossary's help. */
export function Explained({ text }: { text: string }) {
  return <WithTerms text={text} terms={useTerms()} />;
}
