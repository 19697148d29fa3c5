/** Whether every text of a page can be read: nothing cut off, nothing on top of something else. */
import { expect, type Page } from "@playwright/test";

/** Less than this is a rounding of the browser's. */
const TOLERANCE_PX = 2;

/** What is wrong with the texts that are in the page now, in the words of whoever looks for them. */
export function findClippedText(page: Page, root = "body"): Promise<string[]> {
  return page.evaluate(
    ({ root, tolerance }) => {
      const scope = document.querySelector(root);
      if (!scope) throw new Error(`The page has no ${root}.`);
      const isShown = (element: Element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      // Hidden from the eye on purpose: a pixel or less, for screen readers.
      const isForEars = (box: DOMRect) => box.width <= 1 || box.height <= 1;
      // The same with a padding, such as a link that appears when it gets the focus.
      const isCutAway = (element: Element) => {
        for (let at: Element | null = element; at; at = at.parentElement)
          if (getComputedStyle(at).clipPath === "inset(50%)") return true;
        return false;
      };
      const ownText = (element: Element) =>
        [...element.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.textContent?.trim() ?? "")
          .join(" ")
          .trim();
      const cuts = (value: string) => value === "hidden" || value === "clip";
      const name = (element: Element, text: string) =>
        `<${element.localName}> “${text.slice(0, 60)}”`;

      const findings: string[] = [];
      const texts: { element: Element; text: string; boxes: DOMRect[] }[] = [];
      for (const element of scope.querySelectorAll("*")) {
        const text = ownText(element);
        if (text === "" || !isShown(element) || element.closest("[aria-hidden=true], noscript"))
          continue;
        if (isForEars(element.getBoundingClientRect()) || isCutAway(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(element);
        const boxes = [...range.getClientRects()].filter((box) => !isForEars(box));
        if (boxes.length === 0) continue;
        texts.push({ element, text, boxes });
        // Whatever cuts off around a text cuts the text, as far out as it goes.
        for (let around: Element | null = element; around; around = around.parentElement) {
          const style = getComputedStyle(around);
          const frame = around.getBoundingClientRect();
          const isPassed = (box: DOMRect) =>
            (cuts(style.overflowX) &&
              (box.right > frame.right + tolerance || box.left < frame.left - tolerance)) ||
            (cuts(style.overflowY) &&
              (box.bottom > frame.bottom + tolerance || box.top < frame.top - tolerance));
          // A part that scrolls hides what is beyond its edge, and shows it when asked.
          if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
          if (isForEars(frame)) break;
          if (boxes.some(isPassed)) {
            findings.push(`${name(element, text)} is cut off by <${around.localName}>`);
            break;
          }
        }
      }

      const isInFront = (element: Element) => {
        for (let at: Element | null = element; at; at = at.parentElement)
          if (/fixed|sticky/.test(getComputedStyle(at).position)) return true;
        return false;
      };
      /** What is to be seen of a text in a part that scrolls. */
      const seen = (element: Element, boxes: DOMRect[]) => {
        let left = boxes;
        for (let at: Element | null = element; at; at = at.parentElement) {
          const style = getComputedStyle(at);
          if (style.overflowX === "visible" && style.overflowY === "visible") continue;
          const frame = at.getBoundingClientRect();
          left = left.map((box) => {
            const [x, y] = [Math.max(box.left, frame.left), Math.max(box.top, frame.top)];
            const [right, bottom] = [
              Math.min(box.right, frame.right),
              Math.min(box.bottom, frame.bottom),
            ];
            return new DOMRect(x, y, Math.max(0, right - x), Math.max(0, bottom - y));
          });
        }
        return left.filter((box) => !isForEars(box));
      };
      const flat = texts
        .filter(({ element }) => !isInFront(element))
        .map((found) => ({ ...found, boxes: seen(found.element, found.boxes) }))
        .filter(({ boxes }) => boxes.length > 0);
      // Along the page, so that only neighbours are compared.
      flat.sort((a, b) => (a.boxes[0]?.top ?? 0) - (b.boxes[0]?.top ?? 0));
      const overlap = (a: DOMRect, b: DOMRect) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > tolerance &&
        // Lines of text reach into each other's leading; letters do not.
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
      for (const [i, one] of flat.entries()) {
        const bottom = Math.max(...one.boxes.map((box) => box.bottom));
        for (const other of flat.slice(i + 1)) {
          if ((other.boxes[0]?.top ?? 0) > bottom) break;
          if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
          if (one.boxes.some((a) => other.boxes.some((b) => overlap(a, b))))
            findings.push(
              `${name(one.element, one.text)} and ${name(other.element, other.text)} overlap`,
            );
        }
      }
      return findings;
    },
    { root, tolerance: TOLERANCE_PX },
  );
}

export async function expectNothingClipped(page: Page, what: string, root?: string): Promise<void> {
  expect(await findClippedText(page, root), what).toEqual([]);
}
