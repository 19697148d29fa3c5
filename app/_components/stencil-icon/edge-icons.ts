/** Where people and traffic come in. Path data on a grid of 24 by 24, drawn with a line. */
export const EDGE_ICONS = {
  client: "M9 3h6a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM11 18h2",
  cdn: "M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M3 12h18M12 3c2.5 2.6 3.8 5.6 3.8 9s-1.3 6.4-3.8 9c-2.5-2.6-3.8-5.6-3.8-9s1.3-6.4 3.8-9z",
  "api-gateway": "M4 21V11a8 8 0 0 1 16 0v10M9 21v-9.5a3 3 0 0 1 6 0V21M2.5 21h19",
  "load-balancer":
    "M10 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M12 7v10M5 17v-3a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v3M3 19a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M10 19a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M17 19a2 2 0 1 0 4 0a2 2 0 1 0 -4 0",
  "app-service": "M12 3l7.8 4.5v9L12 21l-7.8-4.5v-9zM9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0",
} as const;
