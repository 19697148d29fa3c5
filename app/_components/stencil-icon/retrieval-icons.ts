/** How things are found. Path data on a grid of 24 by 24, drawn with a line. */
export const RETRIEVAL_ICONS = {
  "encoder-service":
    "M2.5 8.5V7h7v1.5M6 7v10M4.8 17h2.4M14.5 5H13v14h1.5M19 5h1.5v14H19M16.75 8.5h.01M16.75 12h.01M16.75 15.5h.01",
  "index-builder": "M4 6h16M4 11h10M4 16h7M17.5 13.5v7M14 17h7",
  "ann-index":
    "M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9.8 12a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0M7.5 8.5h.01M16.5 8h.01M8 16.3h.01M16.8 15.2h.01M14 10.7l2.5-2.7M10.2 10.9L7.5 8.5",
  "inverted-index":
    "M4 5h11M4 9.5h5M4 14h4.5M4 18.5h6M10.5 13.5a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0M18.2 16.7l3.3 3.3",
  "query-understanding":
    "M4.5 4h15A1.5 1.5 0 0 1 21 5.5v10a1.5 1.5 0 0 1-1.5 1.5H11l-5 4v-4H4.5A1.5 1.5 0 0 1 3 15.5v-10A1.5 1.5 0 0 1 4.5 4zM9.8 8.8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.4M12 14.4h.01",
  "candidate-generator": "M3.5 8.5h17L14 15.5v5l-4 1v-6zM7 4.5h.01M12 4.5h.01M17 4.5h.01",
} as const;
