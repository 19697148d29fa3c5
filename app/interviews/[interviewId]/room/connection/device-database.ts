/**
 * The database this browser keeps per person: copies of rooms, unsent edits, refused edits.
 * Signing out deletes it whole.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { SenderId, UserId } from "@/lib/domain/ids";
import type { RefusedEdits } from "./room-state";

export interface DeviceSchema extends DBSchema {
  /** Confirmed updates of a plane (Yjs, format V1), joined into one from time to time. */
  updates: {
    key: number;
    value: { plane: string; update: Uint8Array };
    indexes: { plane: string };
  };
  /** Edits that are not acknowledged. */
  outbox: {
    key: [plane: string, sender: number, seq: number];
    value: { plane: string; sender: SenderId; seq: number; at: number; update: Uint8Array };
  };
  refused: {
    key: number;
    value: { plane: string; edits: RefusedEdits };
    indexes: { plane: string };
  };
}

export type DeviceDatabase = IDBPDatabase<DeviceSchema>;

const VERSION = 1;

function databaseName(userId: UserId): string {
  return `dryrun-${userId}`;
}

/**
 * @param onGone the browser or another tab closed it (a sign-out, for instance)
 * @throws when this browser keeps nothing: a private window, or storage turned off
 */
export async function openDeviceDatabase(
  userId: UserId,
  onGone: () => void,
): Promise<DeviceDatabase> {
  const db = await openDB<DeviceSchema>(databaseName(userId), VERSION, {
    upgrade: (fresh) => {
      fresh.createObjectStore("updates", { autoIncrement: true }).createIndex("plane", "plane");
      fresh.createObjectStore("outbox", { keyPath: ["plane", "sender", "seq"] });
      fresh.createObjectStore("refused", { autoIncrement: true }).createIndex("plane", "plane");
    },
    // Another tab wants to delete it; holding on would make its sign-out wait for ever.
    blocking: () => {
      db.close();
      onGone();
    },
    terminated: onGone,
  });
  return db;
}

/** Edits of this person that no server has confirmed yet, over all rooms of this browser. */
export async function unsavedChangesOnDevice(userId: UserId): Promise<number> {
  try {
    const db = await openDeviceDatabase(userId, () => undefined);
    const count = await db.count("outbox");
    db.close();
    return count;
  } catch {
    // A browser that keeps nothing has nothing unsaved.
    return 0;
  }
}

/** Deletes everything this browser keeps of the person, unsaved edits included. */
export async function wipeLocalCopies(userId: UserId): Promise<void> {
  if (typeof indexedDB === "undefined") return;
  await deleteDB(databaseName(userId));
}
