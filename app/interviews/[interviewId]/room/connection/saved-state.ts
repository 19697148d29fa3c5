/**
 * Whether what is on the screen is safe: the state, and the words for it.
 *
 * "Saved" means committed on the server, nothing less.
 */
import type { RefusalCode } from "@/lib/protocol/refusals";
import { REFUSAL_SENTENCES } from "@/lib/protocol/refusals";

export type SavedState =
  /** The room is being opened for the first time. */
  | { kind: "connecting" }
  | { kind: "saved" }
  | { kind: "saving" }
  /** No line to the server. */
  | { kind: "offline"; waiting: number; isKept: boolean }
  /** Connected, but the server cannot store, or has acknowledged nothing for a while. */
  | { kind: "not-saved"; waiting: number; isKept: boolean }
  /** Everything else is saved, but some edits were refused and lie ready as a copy. */
  | { kind: "refused"; count: number; code: RefusalCode };

/** What one plane contributes to the state of the whole room. */
export interface PlaneSaving {
  waiting: number;
  /** Something waits and nothing has been acknowledged for a while. */
  isStuck: boolean;
  /** Whether waiting edits survive closing the tab. */
  isKept: boolean;
  refused: { count: number; code: RefusalCode } | null;
}

export function savedState(
  line: { hasBeenOpen: boolean; isOpen: boolean; isStorageAvailable: boolean },
  planes: readonly PlaneSaving[],
): SavedState {
  const waiting = planes.reduce((sum, plane) => sum + plane.waiting, 0);
  const isKept = planes.every((plane) => plane.isKept);
  if (!line.isOpen)
    return line.hasBeenOpen || waiting > 0
      ? { kind: "offline", waiting, isKept }
      : { kind: "connecting" };
  if (!line.isStorageAvailable || planes.some((plane) => plane.isStuck))
    return { kind: "not-saved", waiting, isKept };
  if (waiting > 0) return { kind: "saving" };
  const refused = planes.find((plane) => plane.refused !== null)?.refused;
  return refused ? { kind: "refused", ...refused } : { kind: "saved" };
}

export function isSameSaved(a: SavedState, b: SavedState): boolean {
  return (
    a.kind === b.kind &&
    ("waiting" in a ? a.waiting : 0) === ("waiting" in b ? b.waiting : 0) &&
    ("isKept" in a ? a.isKept : true) === ("isKept" in b ? b.isKept : true) &&
    ("count" in a ? a.count : 0) === ("count" in b ? b.count : 0)
  );
}

/** Edits that would be lost, or be late, if this page were closed now. */
export function unsavedCount(state: SavedState): number {
  if (state.kind === "saving") return 1;
  return "waiting" in state ? state.waiting : 0;
}

function changes(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}

/**
 * @returns a label that fits in the top bar, and a sentence for those who want to know
 *   (null when the label says it all)
 */
export function describeSaved(state: SavedState): { label: string; detail: string | null } {
  switch (state.kind) {
    case "connecting":
      return { label: "Connecting…", detail: null };
    case "saved":
      return { label: "Saved", detail: null };
    case "saving":
      return { label: "Saving…", detail: null };
    case "offline":
      return {
        label: waitingLabel("Offline", state),
        detail: state.isKept
          ? "You can go on working. Everything is sent when the connection is back."
          : `${NOT_KEPT} Everything is sent when the connection is back.`,
      };
    case "not-saved":
      return {
        label: waitingLabel("Not saved", state),
        detail: `The server cannot store anything right now. You can go on working; what others add appears when it is back.${
          state.isKept ? "" : ` ${NOT_KEPT}`
        }`,
      };
    case "refused":
      return {
        label: `${changes(state.count)} not accepted`,
        detail: `${REFUSAL_SENTENCES[state.code]} A copy of your version is kept; you can download it.`,
      };
    default:
      return state satisfies never;
  }
}

const NOT_KEPT =
  "This browser does not let us keep changes on this device, so leave this page open.";

function waitingLabel(what: string, state: { waiting: number; isKept: boolean }): string {
  if (state.waiting === 0) return what;
  return `${what}: ${changes(state.waiting)} ${state.isKept ? "kept" : "not kept"} on this device`;
}
