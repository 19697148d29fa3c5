/**
 * For every server action a person to whom it would do something, and the call that does it. A new
 * action has to be added here before this compiles.
 */
import { randomUUID } from "node:crypto";
import type { OwnItemId } from "@/lib/domain/content/own-content";
import type { InterviewId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { importOwnText } from "../../server/services/own-content-drafts";
import { publishOwn } from "../../server/services/own-content-publishing";
import { makeResetLink } from "../../server/services/reset-password";
import { signIn } from "../../server/services/sign-in";
import { signUp } from "../../server/services/sign-up";
import { signedInViewer } from "../../server/services/signed-in-viewer";
import { newInterview, unwrap, wholeDraft } from "../../server/services/testing/interview-database";
import { type ActionArgument, type ActionName, formOf } from "./server-actions";
import type { webApp } from "./web-app";

export interface Attackable {
  /** The page the action belongs to. */
  at: string;
  args: readonly ActionArgument[];
  /** Whose browser is made to send it; left out, somebody who is not signed in. */
  cookie?: string;
}

export const PASSWORD = "a password for tests";

export function freshEmail(): string {
  return `${randomUUID()}@example.org`;
}

/** Somebody with an account, signed in. */
export async function accountHolder(
  app: ReturnType<typeof webApp>,
  name = "Ana",
): Promise<{ viewer: Viewer; email: string }> {
  const context = { db: app.context().db, now: new Date() };
  const email = freshEmail();
  unwrap(await signUp({ name, email, password: PASSWORD }, null, context));
  const { signInId } = unwrap(await signIn({ email, password: PASSWORD }, null, context));
  const viewer = await signedInViewer(signInId, context);
  if (!viewer) throw new Error("Somebody who has just signed in is signed in.");
  return { viewer, email };
}

export function attackables(
  app: ReturnType<typeof webApp>,
): Record<ActionName, () => Promise<Attackable>> {
  const as = async (viewer: Viewer, at: string, args: ActionArgument[]): Promise<Attackable> => ({
    at,
    args,
    cookie: await app.cookieOf(viewer),
  });
  const guest = () => app.person("Ana");
  const ofAccount = async (args: ActionArgument[]) =>
    as((await accountHolder(app)).viewer, "/settings", args);

  /**
   * @param page below own content, of the draft when it has one
   * @param act is given a way to a draft that can be published
   */
  const ofCoach = async (
    page: "/new" | "" | "/versions",
    act: (draft: () => Promise<OwnItemId>, coach: Viewer) => Promise<ActionArgument[]>,
  ) => {
    const coach = { ...(await guest()), isCoach: true };
    const { db, content } = app.context();
    await db.user.update({ where: { id: coach.userId }, data: { isCoach: true } });
    const draft = async () => {
      const body = { ...content.defaultRubric, id: `own-${randomUUID()}`, version: 1 };
      const text = JSON.stringify(body);
      return unwrap(await importOwnText(coach, text, "rubric", app.context())).itemId;
    };
    const args = await act(draft, coach);
    return as(coach, `/library/own${page === "/new" ? "" : `/${args[0]}`}${page}`, args);
  };

  const withInterview = async (
    act: (interviewId: InterviewId, host: Viewer) => Promise<ActionArgument[]>,
    page = "",
  ) => {
    const host = await guest();
    const interviewId = await app.create(host);
    const args = await act(interviewId, host);
    return as(host, `/interviews/${interviewId}${page}`, args);
  };
  const inDebrief = (args: (id: InterviewId, host: Viewer) => Promise<ActionArgument[]>) =>
    withInterview(async (id, host) => {
      await app.join(host, id, "candidate", "Ben");
      await app.runToDebrief(id);
      return args(id, host);
    }, "/room");

  return {
    "/interviews/[interviewId] cancelAction": () => withInterview(async (id) => [id]),
    "/interviews/[interviewId] changeLinkAction": () =>
      withInterview(async (id) => [id, "candidate", "revoke"]),
    "/interviews/[interviewId] deleteAction": () => withInterview(async (id) => [id]),
    "/interviews/[interviewId] leaveAction": () => withInterview(async (id) => [id]),
    "/interviews/[interviewId] removeParticipantAction": () =>
      withInterview(async (id, host) => {
        await app.join(host, id, "candidate", "Ben");
        return [id, 2];
      }),
    "/interviews/[interviewId]/scorecard saveDraftAction": () =>
      inDebrief(async (id) => [id, wholeDraft("written by another site")]),
    "/interviews/[interviewId]/scorecard submitCardAction": () =>
      inDebrief(async (id) => [id, wholeDraft("written by another site")]),
    "/interviews/[interviewId]/scorecard releaseCardsAction": () =>
      inDebrief(async (id, host) => {
        await app.submit(host, id, wholeDraft("seen"));
        return [id];
      }),
    "/interviews/new createInterviewAction": async () =>
      as(await guest(), "/interviews/new", [newInterview()]),
    "/join/[token] acceptInviteAction": async () => {
      const host = await guest();
      const token = await app.token(host, await app.create(host), "candidate");
      return as(await guest(), `/join/${token}`, [token]);
    },
    "/library/cases/[caseId] unlockCaseAction": async () =>
      as(await guest(), "/library/cases/ad-click-prediction", ["ad-click-prediction"]),
    "/library/own checkTextAction": () =>
      ofCoach("", async (draft) => [await draft(), { text: "name: Ours", form: null }]),
    "/library/own deleteDraftAction": () => ofCoach("", async (draft) => [await draft()]),
    "/library/own importTextAction": () => ofCoach("/new", async () => ["name: Theirs", "rubric"]),
    "/library/own publishAction": () => ofCoach("/versions", async (draft) => [await draft(), 1]),
    "/library/own saveDraftAction": () =>
      ofCoach("", async (draft) => [
        await draft(),
        { text: "name: Theirs", form: null, revision: 1 },
      ]),
    "/library/own startBlankAction": () => ofCoach("/new", async () => ["rubric"]),
    "/library/own startCopyAction": () => ofCoach("/new", async () => ["rubric", "rb-default6"]),
    "/library/own withdrawAction": () =>
      ofCoach("/versions", async (draft, coach) => {
        const id = await draft();
        unwrap(await publishOwn(coach, id, 1, app.context()));
        return [id, true];
      }),
    "/practise enterAsGuestAction": async () => ({
      at: "/practise",
      args: [null, formOf({ name: "Eve" })],
    }),
    "/reset/[token] resetPasswordAction": async () => {
      const { email } = await accountHolder(app);
      const { path } = unwrap(
        await makeResetLink(email, { db: app.context().db, now: new Date() }),
      );
      return {
        at: path,
        args: [path.replace("/reset/", ""), null, formOf({ password: "one of another site" })],
      };
    },
    "/settings changePasswordAction": () =>
      ofAccount([null, formOf({ current: PASSWORD, next: "one of another site" })]),
    "/settings deleteAccountAction": () => ofAccount([]),
    "/settings renameAction": () => ofAccount([null, formOf({ name: "Eve" })]),
    "/settings saveAsAccountAction": async () =>
      as(await guest(), "/settings", [
        null,
        formOf({ email: freshEmail(), password: "one of another site" }),
      ]),
    "/settings signOutEverywhereAction": () => ofAccount([]),
    "/settings signOutHereAction": () => ofAccount([]),
    "/sign-in signInAction": async () => {
      const { email } = await accountHolder(app);
      return { at: "/sign-in", args: [null, formOf({ email, password: PASSWORD })] };
    },
    "/sign-up signUpAction": async () => ({
      at: "/sign-up",
      args: [formOf({ name: "Eve", email: freshEmail(), password: "one of another site" })],
    }),
  };
}
