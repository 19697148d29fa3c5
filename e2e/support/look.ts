/** Looking at a screen: pictures of it for people, and axe's opinion, in light and dark. */
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Git ignores it; the test run leaves here what somebody should look at. */
const FOLDER = path.resolve(import.meta.dirname, "../../screenshots");

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** Excalidraw's own markup is not ours to mend: docs/decisions/0010-axe-and-the-canvas.md. */
const NOT_OURS = ".excalidraw";

export function pictureOf(name: string, scheme: "light" | "dark", size: "desktop" | "phone") {
  return path.join(FOLDER, `${name}-${size}-${scheme}.png`);
}

interface Sight {
  size: "desktop" | "phone";
  scheme: "light" | "dark";
}

/** Light and on a desktop last, as the page was found. */
const SIGHTS: readonly Sight[] = [
  { size: "phone", scheme: "dark" },
  { size: "phone", scheme: "light" },
  { size: "desktop", scheme: "dark" },
  { size: "desktop", scheme: "light" },
];

/** Pictures of the page in both themes and two sizes; it fits, and axe finds nothing serious. */
export async function look(page: Page, name: string): Promise<void> {
  for (const sight of SIGHTS) await lookOnce(page, name, sight);
}

/** The same on a desktop only: for one of several panels of a screen that was looked at already. */
export async function lookAtPanel(page: Page, name: string): Promise<void> {
  for (const sight of SIGHTS) if (sight.size === "desktop") await lookOnce(page, name, sight);
}

async function lookOnce(page: Page, name: string, { size, scheme }: Sight): Promise<void> {
  await page.setViewportSize(size === "desktop" ? DESKTOP : PHONE);
  await page.emulateMedia({ colorScheme: scheme });
  await expectTheme(page, scheme);
  await page.screenshot({ path: pictureOf(name, scheme, size), animations: "disabled" });
  // Contrast is what a theme changes, and it is the same at every width.
  if (size === "phone" && scheme === "dark") return;
  await expectNoSidewaysScroll(page, name);
  await expectAccessible(page, `${name}, ${size}, ${scheme}`);
}

/** No finding that axe calls serious or critical. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude(NOT_OURS).analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  expect(serious, what).toEqual([]);
}

/** The canvas follows the theme a moment after the page. */
async function expectTheme(page: Page, scheme: "light" | "dark"): Promise<void> {
  const canvas = page.locator(".excalidraw");
  if ((await canvas.count()) === 0) return;
  if (scheme === "dark") await expect(canvas.first()).toHaveClass(/theme--dark/);
  else await expect(canvas.first()).not.toHaveClass(/theme--dark/);
}

async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
}
