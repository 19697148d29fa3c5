import { z } from "zod";
import { ContentId, ContentVersion, StencilId, Text } from "./identifiers";

/** A group of components and arrows that belongs together and can be put on the canvas at once. */
export const Motif = z.strictObject({
  id: ContentId,
  title: Text,
  /** What it shows, in one line. */
  says: Text,
  edges: z.array(z.strictObject({ from: StencilId, to: StencilId })).min(1),
});
export type Motif = z.infer<typeof Motif>;

export const MotifSet = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  motifs: z.array(Motif).min(1),
});
export type MotifSet = z.infer<typeof MotifSet>;
