/** The room as a React value. The connection itself knows nothing of React. */
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { InterviewId, UserId } from "@/lib/domain/ids";
import type { ParticipantRole } from "@/lib/domain/roles";
import { UNSENT_SENTENCE } from "./closed-sentences";
import { openIndexedDbCopy, wipeInterview } from "./indexeddb-copy";
import { RoomConnection } from "./room-connection";
import type { CommandOutcome, Room, RoomActions, RoomState, Store } from "./room-state";
import type { SavedState } from "./saved-state";
import { isStillSignedIn } from "./still-signed-in";

export interface UseRoomOptions {
  interviewId: InterviewId;
  /** Keys this browser's own copy. */
  userId: UserId;
  role: ParticipantRole;
}

const OPENING: RoomState = {
  status: { kind: "connecting" },
  interview: null,
  me: null,
  roster: [],
  submitted: [],
  isStorageAvailable: true,
  shared: null,
  private: null,
};
const CONNECTING: SavedState = { kind: "connecting" };

/** Before the page runs in a browser, and on the server, there is nothing to hear. */
const openingRoom: Store<RoomState> = { get: () => OPENING, subscribe: () => () => undefined };
const openingSaved: Store<SavedState> = {
  get: () => CONNECTING,
  subscribe: () => () => undefined,
};
const unsent = async (): Promise<CommandOutcome> => ({
  ok: false,
  code: "disconnected",
  sentence: UNSENT_SENTENCE,
});
const OPENING_ACTIONS: RoomActions = {
  command: unsent,
  setReady: unsent,
  serverNow: () => Date.now(),
  saved: openingSaved,
  dismissRefused: () => undefined,
};

function useStore<T>(store: Store<T>, onServer: T): T {
  return useSyncExternalStore(store.subscribe, store.get, () => onServer);
}

/** Opens the room for as long as the component is mounted. */
export function useRoom({ interviewId, userId, role }: UseRoomOptions): Room {
  const [connection, setConnection] = useState<RoomConnection | null>(null);

  useEffect(() => {
    const opened = new RoomConnection({
      interviewId,
      role,
      url: location.origin,
      openCopy: (plane) => openIndexedDbCopy({ userId, interviewId, plane }),
      forget: () => wipeInterview(userId, interviewId),
      isSignedIn: () => isStillSignedIn(location.origin),
    });
    setConnection(opened);
    void opened.start();
    return () => void opened.stop();
  }, [interviewId, userId, role]);

  const state = useStore(connection?.state ?? openingRoom, OPENING);
  const actions = useMemo((): RoomActions => {
    if (!connection) return OPENING_ACTIONS;
    const { command, setReady, serverNow, saved, dismissRefused } = connection;
    return { command, setReady, serverNow, saved, dismissRefused };
  }, [connection]);
  return useMemo(() => ({ ...state, ...actions }), [state, actions]);
}
