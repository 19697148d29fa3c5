"use client";

import { Dialog } from "@/app/_components/dialog";
import { SHORTCUTS } from "./shortcuts";

const GROUPS = ["Clock", "Layout", "Help"] as const;

/** Heard by the canvas alone (canvas-keys.ts and its palette), so they are no commands of the room. */
const CANVAS_KEYS = [
  { label: "Find a component by name, and add it", keys: ["/"] },
  { label: "Add the found component, connected to the selected one", keys: ["Shift", "Enter"] },
  { label: "Connect the selected shape to another", keys: ["Alt", "A"] },
  { label: "Move what is selected", keys: ["Arrow keys"] },
  { label: "Write into the selected shape", keys: ["Enter"] },
  { label: "Undo", keys: ["Ctrl", "Z"] },
  { label: "Redo", keys: ["Ctrl", "Shift", "Z"] },
] as const;

export function ShortcutsDialog({
  open,
  onOpenChange,
  canDriveClock,
  canEstimate,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  canDriveClock: boolean;
  canEstimate: boolean;
}) {
  const shown = SHORTCUTS.filter(({ command, group }) => {
    if (command === "open-estimator") return canEstimate;
    return canDriveClock || group !== "Clock" || command === "read-time";
  });
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
                <ShortcutRow key={shortcut.command} label={shortcut.label} keys={[shortcut.key]} />
              ))}
          </dl>
        </section>
      ))}
      <section className="mt-4">
        <h3 className="mb-1 text-ink-2 text-sm">Canvas</h3>
        <p className="mb-1 text-ink-2 text-sm">
          These work once the canvas was clicked; its drawing tools keep their usual letters and
          digits.
        </p>
        <dl className="m-0">
          {CANVAS_KEYS.map(({ label, keys }) => (
            <ShortcutRow key={label} label={label} keys={keys} />
          ))}
        </dl>
      </section>
    </Dialog>
  );
}

/** `keys` are pressed together. */
function ShortcutRow({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <div className="flex items-center justify-between gap-4 border-line border-b py-1.5 last:border-b-0">
      <dt>{label}</dt>
      <dd className="m-0 flex shrink-0 gap-1">
        {keys.map((key) => (
          <Key key={key}>{key}</Key>
        ))}
      </dd>
    </div>
  );
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-block min-w-6 rounded-control border border-line-strong bg-sunken px-1.5 text-center font-sans text-xs leading-5">
      {children}
    </kbd>
  );
}
