/** What a model sees. Path data on a grid of 24 by 24, drawn with a line. */
export const FEATURES_ICONS = {
  "feature-pipeline":
    "M4 7h9M17 7h3M4 12h3M11 12h9M4 17h10M18 17h2M13 7a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M7 12a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M14 17a2 2 0 1 0 4 0a2 2 0 1 0 -4 0",
  "feature-store-offline":
    "M11 20H4.5A1.5 1.5 0 0 1 3 18.5v-13A1.5 1.5 0 0 1 4.5 4h11A1.5 1.5 0 0 1 17 5.5V10M3 9h14M8 4v16M12.5 16.5a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0M17 14v2.5l1.7 1",
  "feature-store-online":
    "M11 20H4.5A1.5 1.5 0 0 1 3 18.5v-13A1.5 1.5 0 0 1 4.5 4h11A1.5 1.5 0 0 1 17 5.5V10M3 9h14M8 4v16M17.5 12.5l-3.5 4.7h5l-3.5 4.3",
} as const;
