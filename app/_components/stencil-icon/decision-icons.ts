/** How a score becomes an action. Path data on a grid of 24 by 24, drawn with a line. */
export const DECISION_ICONS = {
  "rules-engine":
    "M9 4H8a2 2 0 0 0-2 2v3.5A2.5 2.5 0 0 1 3.5 12 2.5 2.5 0 0 1 6 14.5V18a2 2 0 0 0 2 2h1M15 4h1a2 2 0 0 1 2 2v3.5a2.5 2.5 0 0 0 2.5 2.5 2.5 2.5 0 0 0-2.5 2.5V18a2 2 0 0 1-2 2h-1M10 10h4M10 14h4",
  "decision-service": "M12 3l5.5 5.5L12 14 6.5 8.5zM12 14v3M5.5 21v-4h13v4",
  "review-queue":
    "M5 8a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M2.5 19.5a5.5 5.5 0 0 1 11 0M16 7h5.5M16 12h5.5M17 17h4.5",
} as const;
