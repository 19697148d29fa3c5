/** What comes out of the printer. */
import { expect, type Page } from "@playwright/test";

const FORMATS = ["A4", "Letter"] as const;
/** Points in CSS pixels. */
const PX_PER_PT = 96 / 72;
/** Smaller print is not read, it is guessed. */
const SMALLEST_PT = 8;

/** Pages of a PDF: its page objects, which have to be as many as its page tree says. */
function pdfPages(pdf: Buffer): number {
  const text = pdf.toString("latin1");
  const pages = [...text.matchAll(/\/Type\s*\/Page(?![A-Za-z])/g)].length;
  const counts = [...text.matchAll(/\/Count\s+(\d+)/g)].map(([, count]) => Number(count));
  expect(Math.max(...counts), "pages in the tree").toBe(pages);
  return pages;
}

/** One page on both papers, printed from a dark screen. */
export async function expectOnePage(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const format of FORMATS)
    expect(pdfPages(await page.pdf({ format })), `${what} on ${format}`).toBe(1);
  await page.emulateMedia({ media: null, colorScheme: null });
}

/** Black on white, large enough, and nothing of the site around it. */
export async function expectReadableOnPaper(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const around = await page.locator("nav, a, button").evaluateAll((elements) =>
    elements
      // What is for ears only is a pixel large, and no printer's business.
      .filter((element) => element.getBoundingClientRect().width > 1)
      .map((element) => element.textContent),
  );
  expect(around, `${what}, what is to be pressed`).toEqual([]);
  const printed = await page.locator(".sheet").evaluate((sheet) =>
    [...sheet.querySelectorAll("*")]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3))
      .map((element) => {
        const { color, fontSize } = getComputedStyle(element);
        return { color, fontPx: Number.parseFloat(fontSize) };
      }),
  );
  expect(printed.length, what).toBeGreaterThan(20);
  expect([...new Set(printed.map(({ color }) => color))], what).toEqual(["rgb(0, 0, 0)"]);
  const smallest = Math.min(...printed.map(({ fontPx }) => fontPx));
  expect(smallest / PX_PER_PT, `${what}, smallest print in points`).toBeGreaterThanOrEqual(
    SMALLEST_PT - 0.01,
  );
  const behind = await page.evaluate(() =>
    [document.documentElement, document.body].map(
      (element) => getComputedStyle(element).backgroundColor,
    ),
  );
  expect(behind, `${what}, behind the text`).toEqual(["rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)"]);
  await page.emulateMedia({ media: null, colorScheme: null });
}
