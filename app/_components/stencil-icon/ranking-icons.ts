/** How things are put in order. Path data on a grid of 24 by 24, drawn with a line. */
export const RANKING_ICONS = {
  "filter-service":
    "M9 6h12M9 12h12M9 18h12M3 4.8l2.6 2.6M5.6 4.8L3 7.4M2.8 12l1.2 1.2 2-2.2M2.8 18l1.2 1.2 2-2.2",
  "light-ranker": "M5 20v-5M12 20V10M19 20V5",
  ranker: "M3 20v-6h6M9 20V8h6v12M15 16h6v4M2.5 20h19M12 4.5v.01",
  calibrator: "M4 4v16h16M7 17L19 5M7 18.5c6-.5 5-11 12-11.5",
  reranker: "M3.5 6h9M3.5 12h9M3.5 18h9M16.5 6.5c5 1 5 10 0 11M19 19.3l-2.5-1.8 1.6-2.6",
} as const;
