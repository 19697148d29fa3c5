import type { SignInId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { findViewer } from "../db/sign-ins";
import { livePeople } from "./people-context";

/** The person behind a sign-in, looked up each time: revoking takes effect at the next request. */
export function signedInViewer(signInId: SignInId, { db } = livePeople()): Promise<Viewer | null> {
  return findViewer(db, signInId);
}
