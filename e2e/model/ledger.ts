/** What every tab of a run has made, and what became of it, written down where the device keeps it. */
import type { LocalCopy } from "@/app/interviews/[interviewId]/room/connection/local-copy";
import type { SenderId } from "@/lib/domain/ids";
import type { Plane } from "@/lib/room-document/roots";

export interface MadeEdit {
  plane: Plane;
  sender: SenderId;
  seq: number;
  update: Uint8Array;
  fate: "waiting" | "acknowledged" | "given-up";
}

export class Ledger {
  readonly edits: MadeEdit[] = [];
  /** Codes of what was refused for good. */
  readonly refusals: string[] = [];
  readonly #bySender = new Map<string, MadeEdit[]>();
  readonly #onAcknowledged: (plane: Plane, sender: SenderId, throughSeq: number) => void;

  /** @param onAcknowledged called in the moment a tab believes it */
  constructor(onAcknowledged: (plane: Plane, sender: SenderId, throughSeq: number) => void) {
    this.#onAcknowledged = onAcknowledged;
  }

  get last(): MadeEdit | undefined {
    return this.edits.at(-1);
  }

  /** The copy a tab is given, with everything that matters noted on the way. */
  watch(copy: LocalCopy, plane: Plane): LocalCopy {
    const of = (sender: SenderId) => this.#bySender.get(`${plane}/${sender}`) ?? [];
    return {
      isKept: copy.isKept,
      onKept: (listener) => copy.onKept(listener),
      load: () => copy.load(),
      claim: (sender) => copy.claim(sender),
      adopt: () => copy.adopt(),
      settled: () => copy.settled(),
      close: () => copy.close(),
      addConfirmed: (update) => copy.addConfirmed(update),
      replaceConfirmed: (state) => copy.replaceConfirmed(state),
      dropRefused: () => copy.dropRefused(),
      keepEdit: (sender, entry) => {
        const edit: MadeEdit = { plane, sender, ...entry, fate: "waiting" };
        this.edits.push(edit);
        this.#bySender.set(`${plane}/${sender}`, [...of(sender), edit]);
        copy.keepEdit(sender, entry);
      },
      confirm: (sender, throughSeq) => {
        for (const edit of of(sender))
          if (edit.seq <= throughSeq && edit.fate === "waiting") edit.fate = "acknowledged";
        this.#onAcknowledged(plane, sender, throughSeq);
        copy.confirm(sender, throughSeq);
      },
      dropEdits: (sender, throughSeq) => {
        for (const edit of of(sender))
          if (edit.seq > throughSeq && edit.fate === "waiting") edit.fate = "given-up";
        copy.dropEdits(sender, throughSeq);
      },
      keepRefused: (edits) => {
        this.refusals.push(edits.code);
        copy.keepRefused(edits);
      },
    };
  }
}
