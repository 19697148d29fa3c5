"use client";

import { Dialog } from "@/app/_components/dialog";
import { SHORTCUTS } from "./shortcuts";

const GROUPS = ["Clock", "Layout", "Help"] as const;

export function ShortcutsDialog({
  open,
  onOpenChange,
  canDriveClock,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  canDriveClock: boolean;
}) {
  const shown = SHORTCUTS.filter(
    (shortcut) => canDriveClock || shortcut.group !== "Clock" || shortcut.command === "read-time",
  );
  return (
    <Dialog
      title="Keyboard shortcuts"
      open={open}
      onOpenChange={onOpenChange}
      description={
        <p>
          The key alone works while you are neither typing nor drawing. Anywhere else, hold{" "}
          <Key>Alt</Key> with it.
        </p>
      }
    >
      {GROUPS.map((group) => (
        <section key={group} className="mt-4 first:mt-0">
          <h3 className="mb-1 text-ink-2 text-sm">{group}</h3>
          <dl className="m-0">
            {shown
              .filter((shortcut) => shortcut.group === group)
              .map((shortcut) => (
                <div
                  key={shortcut.command}
                  className="flex items-center justify-between gap-4 border-line border-b py-1.5 last:border-b-0"
                >
                  <dt>{shortcut.label}</dt>
                  <dd className="m-0">
                    <Key>{shortcut.key}</Key>
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <section className="mt-4">
        <h3 className="mb-1 text-ink-2 text-sm">Canvas</h3>
        <p>
          Click the canvas first. <Key>/</Key> finds a component by name; the arrow keys move what
          is selected; the drawing tools keep their usual letters and digits.
        </p>
      </section>
    </Dialog>
  );
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-block min-w-6 rounded-control border border-line-strong bg-sunken px-1.5 text-center font-sans text-xs leading-5">
      {children}
    </kbd>
  );
}
