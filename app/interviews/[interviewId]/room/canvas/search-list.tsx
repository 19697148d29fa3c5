"use client";

import clsx from "clsx";
import {
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { TextInput } from "@/app/_components/text-input";
import { matchingOptions } from "./matching-options";

export interface SearchOption {
  id: string;
  label: string;
  /** A few more words, which are searched as well. */
  detail?: string | undefined;
  /** Other names to find it by; never shown. */
  keywords?: readonly string[] | undefined;
  /** A second line beneath the label. */
  hint?: string | undefined;
  mark?: ReactNode;
  /** Makes the option draggable. */
  onDragStart?: ((event: DragEvent) => void) | undefined;
}

export interface SearchGroup {
  name: string;
  options: readonly SearchOption[];
}

/**
 * A field and a list beneath it that narrows down while one types. Arrow keys move through the list
 * while the focus stays in the field; Enter picks.
 */
export function SearchList({
  label,
  placeholder,
  groups,
  empty,
  focusRequest,
  onPick,
  onLeave,
}: {
  label: string;
  placeholder: string;
  groups: readonly SearchGroup[];
  /** What to say when nothing matches. */
  empty: string;
  /** Puts the focus into the field whenever this number changes and is not 0. */
  focusRequest: number;
  onPick: (option: SearchOption, how: { isShift: boolean }) => void;
  /** Escape. */
  onLeave: () => void;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [activeId, setActiveId] = useState<string | null>(null);

  useEffect(() => {
    if (focusRequest === 0) return;
    setQuery("");
    setActiveId(null);
    field.current?.focus();
  }, [focusRequest]);

  const shown = matchingOptions(groups, query);
  const options = shown.flatMap((group) => group.options);
  const active = options.find((option) => option.id === activeId) ?? options[0];

  useEffect(() => {
    if (activeId === null) return;
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  const pick = (option: SearchOption, isShift: boolean) => {
    setQuery("");
    setActiveId(null);
    onPick(option, { isShift });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const place = active ? options.indexOf(active) : -1;
    const move = (next: number) => {
      event.preventDefault();
      setActiveId(options[(next + options.length) % options.length]?.id ?? null);
    };
    if (event.key === "ArrowDown") move(place + 1);
    else if (event.key === "ArrowUp") move(place - 1);
    else if (event.key === "Enter" && active) {
      event.preventDefault();
      pick(active, event.shiftKey);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <TextInput
        ref={field}
        size="room"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active ? optionId(id, active) : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActiveId(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className="-mx-2 min-h-0 flex-1 overflow-y-auto px-2"
      >
        {shown.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by role; a fieldset is for form controls.
          <div key={group.name} role="group" aria-labelledby={groupId(id, group)}>
            <p
              id={groupId(id, group)}
              className="sticky top-0 bg-surface pt-2 pb-1 text-ink-3 text-xs"
            >
              {group.name}
            </p>
            {group.options.map((option) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
              <div
                key={option.id}
                id={optionId(id, option)}
                role="option"
                tabIndex={-1}
                aria-selected={option === active}
                title={option.hint ? undefined : option.detail}
                draggable={option.onDragStart !== undefined}
                onDragStart={option.onDragStart}
                onClick={(event) => pick(option, event.shiftKey)}
                className={clsx(
                  "flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 py-1 text-sm pointer-coarse:min-h-11",
                  "text-ink hover:bg-sunken",
                  option === active &&
                    "group-focus-within/search:bg-accent-soft group-focus-within/search:text-accent-ink",
                )}
              >
                {option.mark}
                <span className="min-w-0 flex-1">
                  {option.label}
                  {option.hint ? (
                    <span className="block text-ink-2 text-xs">{option.hint}</span>
                  ) : null}
                </span>
              </div>
            ))}
          </div>
        ))}
        {options.length === 0 ? <p className="py-3 text-ink-2 text-sm">{empty}</p> : null}
      </div>
    </div>
  );
}

/** Without spaces: in a list of ids a space ends one. */
function groupId(listId: string, { name }: Pick<SearchGroup, "name">): string {
  return `${listId}-group-${name.replaceAll(" ", "-")}`;
}

function optionId(listId: string, option: SearchOption): string {
  return `${listId}-option-${option.id}`;
}
