import type { SignInId, UserId } from "./ids";

/** The signed-in person, as services see them. */
export interface Viewer {
  userId: UserId;
  name: string;
  /** Known by this browser only: no e-mail address, no password. */
  isGuest: boolean;
  isAdmin: boolean;
  /** Writes the installation's own cases, frameworks and rubrics. */
  isCoach: boolean;
  signInId: SignInId;
}
