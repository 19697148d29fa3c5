/** A browser that is signed in as somebody who holds a seat. */
import { type BrowserContext, chromium } from "@playwright/test";
import type { Seat } from "./rooms";

/** No sandbox where there can be none, which is as root. */
const ARGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
];

/** @param profile an empty folder; the browser's default context is this person's */
export async function browserOf(
  profile: string,
  url: string,
  { headers }: Seat,
  args: readonly string[] = [],
): Promise<BrowserContext> {
  const executablePath = process.env.CHROMIUM_PATH;
  const context = await chromium.launchPersistentContext(profile, {
    args: [...ARGS, ...args],
    viewport: { width: 1280, height: 800 },
    ...(executablePath !== undefined && { executablePath }),
  });
  const [name = "", value = ""] = headers.cookie?.split("=", 2) ?? [];
  await context.addCookies([{ name, value, url }]);
  return context;
}
