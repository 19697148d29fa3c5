import { z } from "zod";
import { ContentId, ContentVersion, PhaseId, StencilId, Text } from "./identifiers";

/** The vocabulary of the canvas: components that people draw, and their usual neighbours. */

export const STENCIL_CATEGORIES = [
  "edge",
  "ingest",
  "storage",
  "labels",
  "features",
  "training",
  "retrieval",
  "ranking",
  "serving",
  "decision",
  "ops",
  "llm",
  "federated",
] as const;
export const StencilCategory = z.enum(STENCIL_CATEGORIES);
export type StencilCategory = z.infer<typeof StencilCategory>;

/** io is plumbing; only the model family counts as a model being drawn. */
export const StencilFamily = z.enum(["io", "data", "model", "ops"]);
export type StencilFamily = z.infer<typeof StencilFamily>;

export const Stencil = z.strictObject({
  id: StencilId,
  label: Text,
  description: Text,
  /** Other words people look for it by: the names of products, of kinds, of its job. */
  synonyms: z.array(Text).default([]),
  category: StencilCategory,
  family: StencilFamily,
  /** The earliest phase in which drawing it is natural. */
  phase: PhaseId,
  /** Among the ones most drawings need; shown first in the palette. */
  common: z.boolean().default(false),
  /** Neighbours that read naturally. An edge outside these is unusual, not wrong. */
  typicalIn: z.array(StencilId),
  typicalOut: z.array(StencilId),
});
export type Stencil = z.infer<typeof Stencil>;

export const StencilSet = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  stencils: z.array(Stencil).min(1),
});
export type StencilSet = z.infer<typeof StencilSet>;

/** What the palette of the canvas needs of a stencil. */
export type PaletteStencil = Pick<
  Stencil,
  "id" | "label" | "description" | "synonyms" | "category" | "family" | "common"
>;

export function paletteStencil(stencil: Stencil): PaletteStencil {
  const { id, label, description, synonyms, category, family, common } = stencil;
  return { id, label, description, synonyms, category, family, common };
}
