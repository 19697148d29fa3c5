import { z } from "zod";

/** The three parts of a requirement list; the names are ours. */
export const REQUIREMENT_CLASSES = ["req-business", "req-functional", "req-nonfunctional"] as const;
export const RequirementClass = z.enum(REQUIREMENT_CLASSES);
export type RequirementClass = z.infer<typeof RequirementClass>;
