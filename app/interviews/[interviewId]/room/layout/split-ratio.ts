/** How much of the centre the document gets: a share between 0 and 1, stored per browser. */

/** Below this neither document nor canvas can be worked in. */
export const MIN_PANE_PX = 320;
export const EVEN_SPLIT = 0.5;
/** One press of an arrow key. */
export const SPLIT_STEP = 0.02;

/** The nearest share that leaves both sides their least width; even when there is no room for that. */
export function clampSplit(share: number, widthPx: number): number {
  if (!Number.isFinite(share) || widthPx < 2 * MIN_PANE_PX) return EVEN_SPLIT;
  const least = MIN_PANE_PX / widthPx;
  return Math.min(1 - least, Math.max(least, share));
}
