import { z } from "zod";
import { ContentId, ContentVersion, PhaseId, Text } from "./identifiers";
import { perLength } from "./per-level";

/** Where the minutes go for a kind of case: the same bookends, other phases long. */
export const TimeProfile = z.strictObject({
  id: ContentId,
  name: Text,
  /** In which interviews. */
  chooseWhen: Text,
  /** Minutes for each common phase. */
  minutes: z.record(PhaseId, perLength(z.int().min(1))),
});
export type TimeProfile = z.infer<typeof TimeProfile>;

export const TimeProfileSet = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  /** Prompt and recap, which no profile changes. */
  bookends: perLength(z.int().min(1)),
  profiles: z.array(TimeProfile).min(1),
});
export type TimeProfileSet = z.infer<typeof TimeProfileSet>;
