"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { IconButton } from "./icon-button";
import { Menu } from "./menu";
import { chooseTheme, readThemeChoice, subscribeToTheme, type ThemeChoice } from "./theme";

const CHOICES = [
  { choice: "system", label: "Same as system", Icon: Monitor },
  { choice: "light", label: "Light", Icon: Sun },
  { choice: "dark", label: "Dark", Icon: Moon },
] as const;

/** Light, dark, or whatever the system says. */
export function ThemeToggle() {
  const chosen = useSyncExternalStore<ThemeChoice>(
    subscribeToTheme,
    readThemeChoice,
    () => "system",
  );
  const { Icon } = CHOICES.find(({ choice }) => choice === chosen) ?? CHOICES[0];
  return (
    <Menu
      trigger={<IconButton name="Theme" icon={<Icon size={16} aria-hidden />} />}
      items={CHOICES.map(({ choice, label, Icon: ChoiceIcon }) => ({
        label,
        icon: <ChoiceIcon size={16} aria-hidden />,
        checked: choice === chosen,
        onSelect: () => chooseTheme(choice),
      }))}
    />
  );
}
