import type { Viewer } from "@/lib/domain/viewer";
import { findAccount } from "../db/users";
import { livePeople } from "./people-context";

export interface Profile {
  name: string;
  /** Null for a guest. */
  email: string | null;
}

/** What the viewer has told us about themselves. */
export async function loadProfile(viewer: Viewer, { db } = livePeople()): Promise<Profile> {
  const account = await findAccount(db, viewer.userId);
  return { name: account?.name ?? viewer.name, email: account?.email ?? null };
}
