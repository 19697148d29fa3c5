/** What keeps it running. Path data on a grid of 24 by 24, drawn with a line. */
export const OPS_ICONS = {
  "ab-platform":
    "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM12 5v14M5.5 15l2-6 2 6M6.2 13h2.6M15 15V9h1.9a1.5 1.5 0 0 1 0 3H15h2.2a1.5 1.5 0 0 1 0 3z",
  "deploy-controller":
    "M12 15V4M8 8l4-4 4 4M4 14v4.5A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5V14",
  "monitoring-dashboard":
    "M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-9a2 2 0 0 1 2 -2zM6 11h2.5l2-4 3 7 2-3H18M9 21h6M12 17v4",
  "drift-detector":
    "M2.5 17.5c4 0 3.5-11.5 6.5-11.5s2.5 11.5 6.5 11.5M8.5 17.5c4 0 3.5-8 6.5-8s2.5 8 6.5 8M2.5 21h19",
  "retrain-trigger": "M20 12a8 8 0 1 1-2.5-5.8M18 2.5v4h-4M10.5 9v6l4.5-3z",
  autoscaler: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
} as const;
