import { z } from "zod";
import { ContentId, ContentVersion, Text } from "./identifiers";

/** What stands on every framework's printed sheet beside the framework itself. */
export const CheatSheet = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  numbers: z
    .array(z.strictObject({ says: Text, calc: Text.optional(), result: z.number().optional() }))
    .min(1),
  tasks: z.array(z.strictObject({ task: Text, offline: Text, loss: Text })).min(1),
  /** Failure modes, worst first. */
  redFlags: z.array(ContentId).min(1),
  /** How to tell a decision. */
  decision: Text,
  lastMinutes: Text,
});
export type CheatSheet = z.infer<typeof CheatSheet>;
