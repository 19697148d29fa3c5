/** Where the truth comes from. Path data on a grid of 24 by 24, drawn with a line. */
export const LABELS_ICONS = {
  "labelling-service":
    "M3.5 11.5v-7a1 1 0 0 1 1-1h7l9 8.9a1.5 1.5 0 0 1 0 2.1l-6 6a1.5 1.5 0 0 1-2.1 0zM6.7 8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0",
  "label-joiner": "M3 6h4c4 0 4 6 8 6h6M3 18h4c4 0 4-6 8-6M18.5 9.5L21 12l-2.5 2.5",
} as const;
