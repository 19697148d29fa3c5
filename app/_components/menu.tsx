"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { Fragment, type ReactElement, type ReactNode } from "react";

export type MenuItem = {
  label: string;
  icon?: ReactNode;
  /** Where it leads; or else what it does. */
  href?: string | undefined;
  onSelect?: (() => void) | undefined;
  /** Set on items of which one is chosen: shows a tick, announces "checked". */
  checked?: boolean | undefined;
  shortcut?: string | undefined;
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Draws a line above this item. */
  startsGroup?: boolean | undefined;
};

/** A menu that opens from its trigger (a button). */
export function Menu({
  trigger,
  items,
  heading,
  align = "end",
  onCloseAutoFocus,
}: {
  trigger: ReactElement;
  items: readonly MenuItem[];
  heading?: ReactNode;
  align?: "start" | "end" | undefined;
  /** Prevent its default to put the focus elsewhere than back on the trigger. */
  onCloseAutoFocus?: ((event: Event) => void) | undefined;
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          {...(onCloseAutoFocus === undefined ? {} : { onCloseAutoFocus })}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 animate-rise overflow-y-auto rounded-panel border border-line bg-surface p-1 text-ink text-sm shadow-float"
        >
          {heading ? (
            <DropdownMenu.Label className="px-2 py-1.5 text-ink-3 text-xs">
              {heading}
            </DropdownMenu.Label>
          ) : null}
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.startsGroup ? <DropdownMenu.Separator className="my-1 h-px bg-line" /> : null}
              <MenuRow item={item} />
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MenuRow({ item }: { item: MenuItem }) {
  const className = clsx(
    "flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 py-1 no-underline outline-none pointer-coarse:min-h-11",
    "data-[highlighted]:bg-sunken data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55",
    item.danger && "text-bad",
  );
  const content = (
    <>
      {item.icon ?? (item.checked === undefined ? null : <Tick shown={item.checked} />)}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.icon && item.checked ? <Tick shown /> : null}
      {item.shortcut ? <kbd className="font-sans text-ink-3 text-xs">{item.shortcut}</kbd> : null}
    </>
  );
  const disabled = item.disabled ?? false;
  if (item.checked !== undefined) {
    return (
      <DropdownMenu.CheckboxItem
        checked={item.checked}
        disabled={disabled}
        onSelect={() => item.onSelect?.()}
        className={className}
      >
        {content}
      </DropdownMenu.CheckboxItem>
    );
  }
  return (
    <DropdownMenu.Item
      asChild={item.href !== undefined}
      disabled={disabled}
      onSelect={() => item.onSelect?.()}
      className={className}
    >
      {item.href === undefined ? content : <Link href={item.href}>{content}</Link>}
    </DropdownMenu.Item>
  );
}

function Tick({ shown }: { shown: boolean }) {
  return <Check size={16} aria-hidden className={shown ? "text-accent" : "invisible"} />;
}
