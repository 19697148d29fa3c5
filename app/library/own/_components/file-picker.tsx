"use client";

import { useId, useState } from "react";
import { MAX_OWN_BYTES } from "@/lib/domain/content/own-content";

/** Reads a YAML or JSON file in the browser; what becomes of its text is up to the page. */
export function FilePicker({
  label,
  onText,
  onTooLong,
}: {
  label: string;
  onText: (text: string) => void;
  onTooLong: () => void;
}) {
  const id = useId();
  const [name, setName] = useState("");

  async function read(file: File | undefined) {
    if (!file) return;
    setName("");
    if (file.size > MAX_OWN_BYTES) {
      onTooLong();
      return;
    }
    onText(await file.text());
    setName(file.name);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept=".yaml,.yml,.json,application/yaml,application/json"
        className="w-full rounded-control border border-line-strong bg-surface text-sm file:mr-3 file:h-10 file:border-0 file:border-line-strong file:border-r file:bg-sunken file:px-4 file:text-ink pointer-coarse:file:h-11"
        onChange={(event) => {
          void read(event.target.files?.[0]);
          // So that choosing the same file again, mended meanwhile, is a change.
          event.target.value = "";
        }}
      />
      <p aria-live="polite" className="text-ink-2 text-sm empty:hidden">
        {name === "" ? null : `${name} was read.`}
      </p>
    </div>
  );
}
