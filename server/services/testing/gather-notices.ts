import { onRoomNotice, type RoomNotice } from "../../room-notices";

/** What live rooms are told while `act` runs. */
export async function gatherNotices(act: () => Promise<unknown>): Promise<RoomNotice[]> {
  const notices: RoomNotice[] = [];
  const stop = onRoomNotice((notice) => notices.push(notice));
  try {
    await act();
  } finally {
    stop();
  }
  return notices;
}
