/** How a model is made. Path data on a grid of 24 by 24, drawn with a line. */
export const TRAINING_ICONS = {
  "training-pipeline": "M4 4v16h16M7 6.5c1.5 6.5 4.5 9.5 12.5 10",
  "experiment-tracker":
    "M9.5 3h5M10.5 3v6L5 18.5A1.7 1.7 0 0 0 6.5 21h11a1.7 1.7 0 0 0 1.5-2.5L13.5 9V3M7.8 14.5h8.4",
  "offline-evaluator":
    "M7 4.5h10a2 2 0 0 1 2 2v12.5a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-12.5a2 2 0 0 1 2 -2zM9 3h6v3H9zM9 17v-3M12 17v-6M15 17v-4.5",
  "model-registry":
    "M4.5 4h15a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-15a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM5 9v10a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19V9M9.5 13h5",
} as const;
