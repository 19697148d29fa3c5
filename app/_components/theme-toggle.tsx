"use client";

import clsx from "clsx";
import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { buttonClasses } from "./button";
import { chooseTheme, readThemeChoice, subscribeToTheme, type ThemeChoice } from "./theme";

const CHOICES = [
  { choice: "system", label: "Same as system", Icon: Monitor },
  { choice: "light", label: "Light", Icon: Sun },
  { choice: "dark", label: "Dark", Icon: Moon },
] as const;

/**
 * Light, dark, or whatever the system says: the browser's own select beneath an icon. A menu drawn
 * by us, with what finds its place on the screen, would be a fifth of the landing page's script.
 */
export function ThemeToggle() {
  const chosen = useSyncExternalStore<ThemeChoice>(
    subscribeToTheme,
    readThemeChoice,
    () => "system",
  );
  const { Icon } = CHOICES.find(({ choice }) => choice === chosen) ?? CHOICES[0];
  return (
    <span
      className={clsx(
        buttonClasses({ variant: "quiet", size: "room" }),
        "relative w-8 px-0! has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 pointer-coarse:min-w-11",
      )}
    >
      <Icon size={16} aria-hidden />
      <select
        aria-label="Theme"
        title="Theme"
        value={chosen}
        onChange={(event) => {
          const next = CHOICES.find(({ choice }) => choice === event.target.value);
          if (next) chooseTheme(next.choice);
        }}
        className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
      >
        {CHOICES.map(({ choice, label }) => (
          <option key={choice} value={choice} className="bg-surface text-ink">
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}
