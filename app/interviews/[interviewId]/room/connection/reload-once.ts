import type { RoomConnection } from "./room-connection";

const RELOADED_AT = "dryrun-reloaded-at";
/** A page that is refused again this soon after a reload would be refused after the next one too. */
const ONCE_WITHIN_MS = 60_000;

/**
 * Loads the page anew, unless that was tried a moment ago or would lose what was typed.
 *
 * @returns whether the page is being loaded; if not, the room's own sentence asks the person to
 */
export async function reloadOnce(connection: RoomConnection): Promise<boolean> {
  await connection.settled();
  const saved = connection.saved.get();
  if ("waiting" in saved && saved.waiting > 0 && !saved.isKept) return false;
  try {
    const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
    if (Date.now() - last < ONCE_WITHIN_MS) return false;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  } catch {
    // Without a memory of the last reload there would be no end to them.
    return false;
  }
  location.reload();
  return true;
}
