/** The local copy of a client without a browser; a `MemoryDevice` outlives its tabs. */
import type { SenderId } from "@/lib/domain/ids";
import type { LoadedCopy, LocalCopy, StoredOutbox } from "./local-copy";
import type { OutboxEntry } from "./outbox";
import type { RefusedEdits } from "./room-state";
import { MemoryLocks, memoryTabLocks } from "./tab-locks";

export class MemoryDevice {
  readonly locks = new MemoryLocks();
  readonly planes = new Map<string, StoredPlane>();

  plane(key: string): StoredPlane {
    const found = this.planes.get(key) ?? { updates: [], refused: [], outboxes: new Map() };
    this.planes.set(key, found);
    return found;
  }
}

interface StoredPlane {
  updates: Uint8Array[];
  refused: RefusedEdits[];
  outboxes: Map<SenderId, OutboxEntry[]>;
}

export function openMemoryCopy(device: MemoryDevice, key: string): LocalCopy {
  const stored = device.plane(key);
  const locks = memoryTabLocks(device.locks);
  const mine = new Set<SenderId>();
  const lockName = (sender: SenderId) => `${key}/${sender}`;
  const entriesOf = (sender: SenderId) => stored.outboxes.get(sender) ?? [];

  return {
    isKept: true,
    onKept: () => undefined,
    load: async (): Promise<LoadedCopy> => ({
      updates: [...stored.updates],
      refused: [...stored.refused],
    }),
    claim: (sender) => {
      mine.add(sender);
      void locks.tryHold(lockName(sender));
    },
    adopt: () =>
      locks.alone(`${key}/adopting`, async () => {
        const adopted: StoredOutbox[] = [];
        for (const [sender, entries] of stored.outboxes) {
          if (mine.has(sender) || entries.length === 0) continue;
          if (!(await locks.tryHold(lockName(sender)))) continue;
          mine.add(sender);
          adopted.push({ sender, entries: [...entries] });
        }
        return adopted;
      }),
    keepEdit: (sender, entry) => {
      stored.outboxes.set(sender, [...entriesOf(sender), entry]);
    },
    confirm: (sender, throughSeq) => {
      const entries = entriesOf(sender);
      stored.updates.push(...entries.filter((e) => e.seq <= throughSeq).map((e) => e.update));
      stored.outboxes.set(
        sender,
        entries.filter((e) => e.seq > throughSeq),
      );
    },
    addConfirmed: (update) => {
      stored.updates.push(update);
    },
    dropEdits: (sender, throughSeq) => {
      stored.outboxes.set(
        sender,
        entriesOf(sender).filter((e) => e.seq <= throughSeq),
      );
    },
    replaceConfirmed: (state) => {
      stored.updates = [state];
    },
    keepRefused: (edits) => {
      stored.refused = [...stored.refused, edits];
    },
    dropRefused: () => {
      stored.refused = [];
    },
    settled: async () => undefined,
    close: async () => locks.releaseAll(),
  };
}
