import { z } from "zod";

/** One value for each level an interview can be held at; `Level` of `plan.ts` names them. */
export const perLevel = <S extends z.ZodType>(schema: S) =>
  z.strictObject({ mid: schema, senior: schema, staff: schema });

/** One value for each length of an interview in minutes; `InterviewLength` of `plan.ts` names them. */
export const perLength = <S extends z.ZodType>(schema: S) =>
  z.strictObject({ 35: schema, 45: schema, 60: schema });
