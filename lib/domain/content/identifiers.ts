import { z } from "zod";

/**
 * The small values every kind of content is made of.
 *
 * Ids are permanent: a published id is never renumbered or given to something
 * else, because stored interviews and evidence point at it.
 */

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const ContentId = z
  .string()
  .regex(KEBAB, "an id is lower-case words joined by hyphens, such as fraud-detection");
export type ContentId = z.infer<typeof ContentId>;

export const PhaseId = z
  .string()
  .regex(KEBAB, "a phase id is lower-case words joined by hyphens, such as p3-data");
export type PhaseId = z.infer<typeof PhaseId>;

export const StencilId = z
  .string()
  .regex(KEBAB, "a stencil id is lower-case words joined by hyphens, such as feature-store-online");
export type StencilId = z.infer<typeof StencilId>;

/** Parts of an item: `p3.labels`, `fraud-detection.cb1`, `fraud-detection.p3.label-delay`. */
export const PartId = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/,
    "the id of a part is dotted, such as fraud-detection.cb1",
  );
export type PartId = z.infer<typeof PartId>;

/** Raised whenever the body changes; an interview keeps the version it started with. */
export const ContentVersion = z.int().min(1);
export type ContentVersion = z.infer<typeof ContentVersion>;

/** Something a person reads: never empty, no stray space at either end. */
export const Text = z
  .string()
  .min(1, "this text is empty")
  .refine((text) => text === text.trim(), "this text starts or ends with a space");

export const Texts = z.array(Text).min(1, "at least one line is needed here");
