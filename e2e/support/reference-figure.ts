/** The reference drawing of a case, as a page shows it. */
import { expect, type Page } from "@playwright/test";

/** In the browser's own font metrics, which the layout could only foresee. */
export async function expectWordsToFit(page: Page): Promise<void> {
  const figure = page.getByRole("img", { name: /^Reference drawing: / });
  const tooWide = await figure.evaluate(async (drawing) => {
    await document.fonts.ready;
    return [...drawing.querySelectorAll<SVGGElement>("[data-node], [data-edge]")].flatMap(
      (part) => {
        const box = part.querySelector("rect")?.getBBox();
        const words = part.querySelector("text")?.getBBox();
        if (!box || !words) return ["a part without box or words"];
        const isInside =
          words.x >= box.x &&
          words.y >= box.y &&
          words.x + words.width <= box.x + box.width &&
          words.y + words.height <= box.y + box.height;
        return isInside ? [] : [part.textContent ?? ""];
      },
    );
  });
  expect(tooWide).toEqual([]);
}
