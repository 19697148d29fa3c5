import { z } from "zod";

/**
 * Questions a drawing can raise. Never a verdict: an unusual drawing may be right.
 *
 * Most follow from the drawing alone (`lib/board/structural-hints.ts`); `hint-early-model` also
 * needs to know what time it is.
 */
export const BOARD_HINTS = [
  "hint-unusual-edge",
  "hint-orphan",
  "hint-unused-features",
  "hint-no-training-input",
  "hint-no-log",
  "hint-no-fallback",
  "hint-no-monitoring",
  "hint-one-plane",
  "hint-corpus-scoring",
  "hint-index-refresh",
  "hint-early-model",
  "hint-llm-no-guardrail",
] as const;
export const BoardHint = z.enum(BOARD_HINTS);
export type BoardHint = z.infer<typeof BoardHint>;
