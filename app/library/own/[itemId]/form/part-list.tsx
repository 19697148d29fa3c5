"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "../../../../_components/button";
import { IconButton } from "../../../../_components/icon-button";

/** Parts of a case in their order: each folds away, and is added, moved and removed with buttons. */
export function PartList<P>({
  title,
  intro,
  one,
  parts,
  blank,
  nameOf,
  onChange,
  render,
}: {
  title: string;
  intro: string;
  /** What one of them is called, such as "fact". */
  one: string;
  parts: readonly P[];
  /** What a new one starts as. */
  blank: P;
  nameOf: (part: P) => string;
  onChange: (parts: P[]) => void;
  render: (part: P, change: (part: P) => void) => ReactNode;
}) {
  const id = useId();
  const [said, say] = useState("");
  const keys = usePartKeys(parts.length);
  const heading = useRef<HTMLHeadingElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());

  function move(from: number, to: number) {
    onChange(moved(parts, from, to));
    keys.set(moved(keys.all, from, to));
    say(`Moved to ${to + 1} of ${parts.length}.`);
  }

  function remove(at: number) {
    onChange(parts.filter((_, i) => i !== at));
    keys.set(keys.all.filter((_, i) => i !== at));
    say(`Removed. ${parts.length - 1} left.`);
    // The button that had the focus is gone with its part.
    heading.current?.focus();
  }

  return (
    <section aria-labelledby={id} className="border-line border-t pt-5">
      <h2 id={id} ref={heading} tabIndex={-1} className="text-lg outline-none">
        {title}
      </h2>
      <p className="mt-1 text-ink-2 text-sm">{intro}</p>
      <ol className="m-0 mt-3 flex list-none flex-col gap-2 p-0">
        {parts.map((part, i) => {
          const name = nameOf(part) || `New ${one}`;
          const key = keys.all[i] ?? i;
          return (
            <li key={key} className="rounded-panel border border-line bg-surface">
              <details
                open={opened.has(key)}
                onToggle={(event) => {
                  const rest = new Set(opened);
                  rest.delete(key);
                  setOpened(event.currentTarget.open ? rest.add(key) : rest);
                }}
              >
                <summary className="break-words px-4 py-2 font-medium">{name}</summary>
                <div className="flex flex-col gap-4 px-4 pt-2 pb-4">
                  {render(part, (changed) =>
                    onChange(parts.map((old, j) => (j === i ? changed : old))),
                  )}
                  <div className="flex flex-wrap gap-1">
                    <IconButton
                      name={`Move up: ${name}`}
                      icon={<ArrowUp size={16} aria-hidden />}
                      aria-disabled={i === 0}
                      onClick={() => (i === 0 ? undefined : move(i, i - 1))}
                    />
                    <IconButton
                      name={`Move down: ${name}`}
                      icon={<ArrowDown size={16} aria-hidden />}
                      aria-disabled={i === parts.length - 1}
                      onClick={() => (i === parts.length - 1 ? undefined : move(i, i + 1))}
                    />
                    <IconButton
                      name={`Remove: ${name}`}
                      icon={<Trash2 size={16} aria-hidden />}
                      onClick={() => remove(i)}
                    />
                  </div>
                </div>
              </details>
            </li>
          );
        })}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="mt-3">
        <Button
          size="room"
          icon={<Plus size={16} aria-hidden />}
          onClick={() => {
            const key = keys.next();
            onChange([...parts, blank]);
            keys.set([...keys.all, key]);
            setOpened(new Set(opened).add(key));
            say(`Added. ${parts.length + 1} in all.`);
          }}
        >
          Add a {one}
        </Button>
      </div>
    </section>
  );
}

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, i) => i !== from);
  const item = items[from];
  return item === undefined ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Keys that move with their parts, so that the focus and an open fold do too. New parts have no id yet. */
function usePartKeys(length: number) {
  const counter = useRef(length);
  const [keys, set] = useState<number[]>(() => Array.from({ length }, (_, i) => i));
  const next = () => {
    counter.current += 1;
    return counter.current;
  };
  // After the whole form was replaced there may be more parts, or fewer.
  const all = Array.from({ length }, (_, i) => keys[i] ?? -1 - i);
  return { all, set, next };
}
