/** What an answer amounts to, and what the permission table says it has to. */
import type { InterviewStatus } from "@/lib/domain/interview";
import { type Action, may } from "@/lib/domain/roles";
import { type Answer, returned } from "./caller";
import { askerOf, type Who } from "./stage";

/** Anything else is an answer nobody expected, and is shown as it came. */
export type Verdict = "done" | "sign-in" | "not-found" | "not-allowed" | (string & {});

/** Whoever may not do these is not told that anybody can. */
const HIDDEN: readonly Action[] = ["content:write"];

/**
 * @param status null for what is not about one interview
 * @param isOpenlyKnown the door is named by a join link: whoever holds it knows that the interview exists
 */
export function expected(
  who: Who,
  action: Action,
  status: InterviewStatus | null,
  isOpenlyKnown = false,
): Verdict {
  const asker = askerOf(who);
  const isKnown =
    status === null
      ? !HIDDEN.includes(action)
      : isOpenlyKnown || may(asker, "interview:view", status);
  if ((isKnown || status === null) && may(asker, action, status)) return "done";
  if (asker.standing === "anonymous") return "sign-in";
  return isKnown ? "not-allowed" : "not-found";
}

const REDIRECT = /NEXT_REDIRECT;\w+;([^;]+);/;
const NOT_FOUND = "NEXT_HTTP_ERROR_FALLBACK;404";

/**
 * What a page does. A page of one interview that somebody may not open leads them to another page of
 * it; any other page that leads on has done what it is for.
 */
export function pageVerdict(answer: Answer, isOneInterviews: boolean): Verdict {
  const { status, body } = answer;
  const target = answer.location ?? REDIRECT.exec(body)?.[1] ?? null;
  if (target?.startsWith("/sign-in?")) return "sign-in";
  if (target !== null) return isOneInterviews ? "not-allowed" : "done";
  if (status === 404 || body.includes(NOT_FOUND)) return "not-found";
  return status === 200 ? "done" : `${status} ${body.slice(0, 200)}`;
}

/** The sentences with which forms say that it is not allowed any more. */
const ENDED = "The interview is over, nobody can join it any more.";
const NO_SUCH_LINK = "This link does not work any more. Ask for a new one.";

export function actionVerdict(answer: Answer): Verdict {
  const target = answer.headers.get("x-action-redirect") ?? answer.location;
  if (target?.startsWith("/sign-in?callbackUrl")) return "sign-in";
  if (target) return "done";
  const value = returned(answer);
  const { ok, code, error, fields } = (value ?? {}) as Record<string, unknown>;
  if (error === ENDED) return "not-allowed";
  if (error === NO_SUCH_LINK) return "not-found";
  if (ok === false) return String(code);
  const isFault = answer.status !== 200 || error !== undefined || fields !== undefined;
  return isFault
    ? `${answer.status} ${JSON.stringify(value ?? answer.body.slice(0, 200))}`
    : "done";
}

export function routeVerdict({ status, body }: Answer): Verdict {
  if (status === 404) return "not-found";
  return status < 400 ? "done" : `${status} ${body.slice(0, 200)}`;
}
