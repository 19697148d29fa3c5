/** How data arrives. Path data on a grid of 24 by 24, drawn with a line. */
export const INGEST_ICONS = {
  "event-stream":
    "M3.5 8h3a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1zM11 8h3a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1zM17.5 12h4M19.3 9.8l2.2 2.2-2.2 2.2",
  "stream-processor": "M2.5 12c2-3 4.2-3 6.3 0s4.3 3 6.4 0 4.3-3 6.3 0M9 5H7v14h2M15 5h2v14h-2",
  "batch-etl": "M12 3l8 4-8 4-8-4zM4 12l8 4 8-4M4 16.5l8 4 8-4",
  "data-validation":
    "M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2zM3 9h18M8.5 14.5l2.5 2.5 4.5-4.5",
} as const;
