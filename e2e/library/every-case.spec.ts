/** Each case's pages: what a candidate is told, and what its interviewer is. */
import { loadContent } from "../../server/content/load-content";
import { expect, test } from "../support/cast";
import { expectNothingClipped } from "../support/clipping";
import { expectAccessible } from "../support/look";
import { expectWordsToFit } from "../support/reference-figure";
import { unlock } from "../support/unlock";

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

for (const [number, { id, title }] of [...loadContent().cases.values()].entries())
  test(`the pages of ${id} can be read on any screen, its drawing too`, async ({ enter }) => {
    // Short: the frame of a page cuts long names.
    const uma = await enter(`Uma ${number}`);
    await unlock(uma, [id]);
    const { page } = uma;
    for (const address of [`/library/cases/${id}`, `/library/cases/${id}/material`]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await expectAccessible(page, `${address}, ${size.width} wide`);
        await expectNothingClipped(page, `${address}, ${size.width} wide`);
      }
    }
    await expectWordsToFit(page);
  });
