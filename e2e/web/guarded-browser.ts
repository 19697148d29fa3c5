/** A browser in which everything that runs, or asks for something that is not ours, is noticed. */
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

interface Guarded {
  context: BrowserContext;
  page: Page;
  /** What ran, and where a page asked for something that is not ours. */
  faults: string[];
}

export async function openBrowser(
  browser: Browser,
  bypassCSP: boolean,
  origin: string,
): Promise<Guarded> {
  const context = await browser.newContext({ bypassCSP, baseURL: origin, reducedMotion: "reduce" });
  const faults: string[] = [];
  await context.exposeFunction("ran", (which: unknown) => faults.push(`ran ${which}`));
  context.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) faults.push(`asked for ${url}`);
  });
  context.on("page", (page) => {
    page.on("framenavigated", (frame) => {
      const url = frame.url();
      if (!url.startsWith(origin) && url !== "about:blank") faults.push(`went to ${url}`);
    });
  });
  return { context, page: await context.newPage(), faults };
}

/** The page shows no element that markup in a text would have made. */
export async function expectText(page: Page, what: string): Promise<void> {
  const made = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        "[onerror],[onload],[onclick],[ontoggle],[onfocus],[srcdoc],base,object,embed,iframe,math," +
          "meta[http-equiv=refresh],img[src='x'],a[href*='javascript:' i],a[href^='data:'],a[href^='vbscript:']," +
          "svg a:not([href^='http']):not([href^='mailto:'])",
      ),
    ].map((element) => element.outerHTML.slice(0, 200)),
  );
  expect(made, what).toEqual([]);
}
