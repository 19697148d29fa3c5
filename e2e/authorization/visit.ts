/** One person comes to one room, tries every event before and after joining, and hears what there is to hear. */
import type { InterviewStatus } from "@/lib/domain/interview";
import { may } from "@/lib/domain/roles";
import { SOCKET_REQUESTS } from "@/lib/domain/surfaces";
import { REFUSAL_SENTENCES } from "@/lib/protocol/refusals";
import type { Plane } from "@/lib/room-document/roots";
import type { Answer } from "../../server/realtime/testing/live-server";
import { actionIds, Caller } from "./caller";
import type { openHouse } from "./house";
import { ACTION_KNOCKS } from "./http-doors";
import { command, isSeen, SOCKET_KNOCKS, type SocketDoor, Tab } from "./socket-doors";
import { askerOf, type Stage, type Who } from "./stage";
import type { Verdict } from "./verdicts";

export interface Visit {
  /** The state of the interview once somebody was in its room. */
  status: InterviewStatus;
  beforeJoining: Record<string, Verdict>;
  verdicts: Record<string, Verdict>;
  heard: ReadonlySet<string>;
}

const DOORS = Object.keys(SOCKET_KNOCKS) as SocketDoor[];
const planeOf = (door: SocketDoor): Plane => (door.startsWith("/private") ? "private" : "shared");

/** The first to enter opens the lobby. */
export const whenEntered = (status: InterviewStatus): InterviewStatus =>
  status === "scheduled" ? "lobby" : status;

/** Refusals by the role or by the state, in whatever words. */
const NOT_ALLOWED = new Set([
  "not-allowed",
  "read-only",
  "cancelled",
  "already-ended",
  "already-started",
  "not-live",
]);

function verdictOf({ ok, code = "" }: Answer): Verdict {
  if (ok) return "done";
  if (NOT_ALLOWED.has(code)) return "not-allowed";
  return code in REFUSAL_SENTENCES ? code : `answered ${code}`;
}

export async function visit(
  house: ReturnType<typeof openHouse>,
  who: Who,
  before: InterviewStatus,
): Promise<Visit> {
  const stage = await house.plantedStageFor(who, before);
  const status = whenEntered(before);
  const verdicts: Visit["verdicts"] = {};
  const beforeJoining: Visit["verdicts"] = {};
  const tab = new Tab(house.lineOf(who).url, await house.headersOf(who, stage), stage);
  const refusal = await tab.page.connect();
  if (refusal !== null) {
    for (const door of DOORS) verdicts[door] = beforeJoining[door] = "sign-in";
    return { status, verdicts, beforeJoining, heard: tab.heard };
  }

  for (const door of DOORS) {
    // Joining is what makes the difference, and presence is not answered.
    if (/:join$|presence/.test(door)) continue;
    beforeJoining[door] =
      planeOf(door) === "private"
        ? ((await tab.page.connect(tab.page.private)) ?? "done")
        : verdictOf(await SOCKET_KNOCKS[door]({ tab, watcher: null, status, tries: 1 }));
  }

  const watcher = await watch(house, stage, status);
  for (const door of DOORS) {
    const plane = planeOf(door);
    if (plane === "private" && !tab.page.private.connected) {
      const closed = await tab.page.connect(tab.page.private);
      if (closed !== null) {
        verdicts[door] = closed;
        continue;
      }
    }
    // Told again and again only to those who should be heard: else it is known after one.
    const tries = may(askerOf(who), SOCKET_REQUESTS[door], status) ? undefined : 1;
    if (door === "/room clock:command" && watcher) await provoke(tab, watcher, status);
    verdicts[door] = verdictOf(
      await SOCKET_KNOCKS[door]({ tab, watcher, status, ...(tries ? { tries } : { tries: 20 }) }),
    );
  }
  if (watcher) await moveOn(house, watcher, status, verdicts["/room clock:command"] === "done");
  await tab.fence("shared");
  tab.close();
  watcher?.close();
  return { status, verdicts, beforeJoining, heard: tab.heard };
}

/** Somebody else in the room, on every plane they may be on. */
async function watch(
  house: ReturnType<typeof openHouse>,
  stage: Stage,
  status: InterviewStatus,
): Promise<Tab | null> {
  const { watcher } = stage;
  const standing = stage.seats.solo ? "solo" : "interviewer";
  const asker = { standing, isHost: false, isAdmin: false, isCoach: false } as const;
  if (!may(asker, "room:enter", status)) return null;
  const tab = new Tab(house.url(), await house.browserOf(watcher), stage);
  for (const plane of ["shared", "private"] as const) {
    if (plane === "private" && !may(asker, "private:read", status)) continue;
    const refusal = await tab.page.connect(tab.socketOf(plane));
    const joined = refusal === null ? await tab.join(plane) : { ok: false, code: refusal };
    if (!joined.ok) throw new Error(`The watcher cannot join: ${joined.code}`);
    await tab.sync(plane);
  }
  return tab;
}

/** Others write and move about. */
async function provoke(tab: Tab, watcher: Tab, status: InterviewStatus): Promise<void> {
  for (const plane of ["shared", "private"] as const) {
    if (!watcher.socketOf(plane).connected) continue;
    const isThere = tab.socketOf(plane).connected;
    if (plane === "private" || status === "live") await watcher.write(plane);
    if (isThere) await isSeen(watcher, tab, plane, tab.heard.has("/room roster:changed") ? 20 : 1);
    else watcher.tellPresence(plane);
    if (isThere) await tab.fence(plane);
  }
}

/** The interview goes on: its clock, or its cards. */
async function moveOn(
  house: ReturnType<typeof openHouse>,
  watcher: Tab,
  status: InterviewStatus,
  hasMoved: boolean,
): Promise<void> {
  if (status === "debrief") {
    const door = "/interviews/[interviewId]/scorecard submitCardAction";
    const { stage } = watcher;
    const author = stage.seats.solo ? "solo" : stage.seats.host ? "host" : "interviewer";
    const caller = new Caller(house.url(), await house.browserOf(stage.watcher));
    const args = await ACTION_KNOCKS[door].args(stage, author, house);
    const id = actionIds().get(door) ?? "";
    await caller.act(id, `/interviews/${stage.interviewId}/room`, args);
    return;
  }
  if (hasMoved) return;
  await watcher.ask("shared", "clock:command", command(status === "lobby" ? "start" : "pause"));
}
