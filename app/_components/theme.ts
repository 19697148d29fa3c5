/**
 * Which of the two themes is shown. The choice "system" is the absence of a choice, so that a
 * person who never opened the menu follows their system from one minute to the next.
 */
export type ThemeChoice = "system" | "light" | "dark";

const STORAGE_KEY = "dryrun:theme";
const SYSTEM_DARK = "(prefers-color-scheme: dark)";
const CHANGED = "dryrun:theme-changed";

/** Runs before the first paint, so that a chosen theme never flashes the other one. */
export const THEME_SCRIPT = `try{var t=localStorage.getItem("${STORAGE_KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;

export function readThemeChoice(): ThemeChoice {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** The theme on screen now, for parts that draw their own colours, such as the canvas. */
export function readShownTheme(): "light" | "dark" {
  const choice = readThemeChoice();
  if (choice !== "system") return choice;
  return window.matchMedia(SYSTEM_DARK).matches ? "dark" : "light";
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try {
    if (choice === "system") localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
  window.dispatchEvent(new Event(CHANGED));
}

export function subscribeToTheme(onChange: () => void): () => void {
  const system = window.matchMedia(SYSTEM_DARK);
  system.addEventListener("change", onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    system.removeEventListener("change", onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}
