import { z } from "zod";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { updateRank } from "../db/users";
import { livePeople } from "./people-context";

/** What somebody is on this installation, whatever seats they hold. */
export const Rank = z.enum(["coach", "admin", "none"]);
export type Rank = z.infer<typeof Rank>;

/** For whoever runs the server: no page and no action sets it. */
export async function setRank(
  email: string,
  rank: Rank,
  { db }: Pick<ReturnType<typeof livePeople>, "db"> = livePeople(),
): Promise<Result<null, "unknown">> {
  const flags = { isCoach: rank === "coach", isAdmin: rank === "admin" };
  return (await updateRank(db, email, flags)) ? ok(null) : refuse("unknown");
}
