import type { Viewer } from "@/lib/domain/viewer";
import { findInterviewsTouchedBy } from "../db/delete-user";
import { renameUser } from "../db/users";
import { announceNotice } from "../room-notices";
import { livePeople } from "./people-context";

/** Changes the name others see, in open rooms too. */
export async function renamePerson(
  viewer: Viewer,
  name: string,
  { db } = livePeople(),
): Promise<void> {
  await renameUser(db, viewer.userId, name);
  for (const { id, isPresent } of await findInterviewsTouchedBy(db, viewer.userId))
    if (isPresent) announceNotice({ type: "people-changed", interviewId: id });
}
