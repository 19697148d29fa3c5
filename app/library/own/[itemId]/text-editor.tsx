"use client";

import clsx from "clsx";
import { memo, type Ref, useImperativeHandle, useMemo, useRef } from "react";

export interface TextEditorHandle {
  /** Puts the caret there and brings it into sight. */
  goToLine(line: number): void;
}

/** One line is as high beside the text as in it. */
const LINE_PX = 20;
/** A few lines above the one that is looked for. */
const LINES_ABOVE = 4;

/** A plain text field with line numbers: every browser, keyboard and screen reader knows how it works. */
export function TextEditor({
  ref,
  value,
  problemLines,
  onChange,
}: {
  ref: Ref<TextEditorHandle>;
  value: string;
  problemLines: readonly number[];
  onChange: (text: string) => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => value.split("\n").length, [value]);

  useImperativeHandle(ref, () => ({
    goToLine(line) {
      const field = area.current;
      if (!field) return;
      const before = field.value.split("\n").slice(0, line - 1);
      const start = before.reduce((sum, text) => sum + text.length + 1, 0);
      const end = field.value.indexOf("\n", start);
      field.focus();
      field.setSelectionRange(start, end === -1 ? field.value.length : end);
      field.scrollTop = Math.max(0, line - LINES_ABOVE) * LINE_PX;
      field.scrollLeft = 0;
    },
  }));

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor="file" className="font-medium text-sm">
        File
      </label>
      <div className="flex h-[70dvh] overflow-hidden rounded-control border border-line-strong bg-surface focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-2">
        <div
          aria-hidden
          className="shrink-0 select-none overflow-hidden border-line border-r bg-sunken text-right font-mono text-ink-3 text-xs"
        >
          <div ref={gutter} className="py-2">
            <Numbers lines={lines} problems={problemLines.join()} />
          </div>
        </div>
        <textarea
          id="file"
          ref={area}
          value={value}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (gutter.current)
              gutter.current.style.transform = `translateY(${-event.currentTarget.scrollTop}px)`;
          }}
          style={{ lineHeight: `${LINE_PX}px` }}
          className="min-w-0 flex-1 scroll-mt-16 resize-none bg-transparent px-3 py-2 font-mono text-sm outline-none"
        />
      </div>
    </div>
  );
}

/** @param problems line numbers joined by commas, so that the same ones are the same value */
const Numbers = memo(function Numbers({ lines, problems }: { lines: number; problems: string }) {
  const wrong = new Set(problems.split(",").map(Number));
  return Array.from({ length: lines }, (_, i) => {
    const line = i + 1;
    return (
      <div
        key={line}
        style={{ height: LINE_PX, lineHeight: `${LINE_PX}px` }}
        className={clsx("px-2", wrong.has(line) && "bg-warn-soft font-bold text-warn")}
      >
        {wrong.has(line) ? `! ${line}` : line}
      </div>
    );
  });
});
