import type { SignInId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { findValidSignIns, findViewer } from "../db/sign-ins";
import { livePeople } from "./people-context";

/** The person behind a sign-in, looked up each time: revoking takes effect at the next request. */
export function signedInViewer(
  signInId: SignInId,
  { db } = livePeople(),
): Promise<Viewer | null> {
  return findViewer(db, signInId);
}

/** Of the sign-ins whose sockets are open, those that still count; the others' sockets close. */
export function stillSignedIn(
  signInIds: readonly SignInId[],
  { db } = livePeople(),
): Promise<Set<SignInId>> {
  return findValidSignIns(db, signInIds);
}
