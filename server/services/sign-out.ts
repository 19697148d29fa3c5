import type { Viewer } from "@/lib/domain/viewer";
import { revokeSignIn, revokeSignInsOf } from "../db/sign-ins";
import { announceNotice } from "../room-notices";
import { livePeople } from "./people-context";

/** Signs this browser out. Its rooms close within moments; other browsers stay signed in. */
export async function signOutHere(
  { signInId }: Pick<Viewer, "signInId">,
  { db } = livePeople(),
): Promise<void> {
  await revokeSignIn(db, signInId);
  announceNotice({ type: "sign-ins-revoked", signInIds: [signInId] });
}

/** Signs every browser of the person out, this one included. */
export async function signOutEverywhere(viewer: Viewer, { db } = livePeople()): Promise<void> {
  const signInIds = await revokeSignInsOf(db, viewer.userId);
  announceNotice({ type: "sign-ins-revoked", signInIds });
}
