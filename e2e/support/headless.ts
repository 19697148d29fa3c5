/** The product's own connection without a page: a person in a room who types and draws. */
import * as Y from "yjs";
import {
  MemoryDevice,
  openMemoryCopy,
} from "@/app/interviews/[interviewId]/room/connection/memory-copy";
import { RoomConnection } from "@/app/interviews/[interviewId]/room/connection/room-connection";
import type { RoomState } from "@/app/interviews/[interviewId]/room/connection/room-state";
import type { SavedState } from "@/app/interviews/[interviewId]/room/connection/saved-state";
import { isStillSignedIn } from "@/app/interviews/[interviewId]/room/connection/still-signed-in";
import type { InterviewId } from "@/lib/domain/ids";
import type { ParticipantRole } from "@/lib/domain/roles";
import { contentHash } from "@/lib/room-document/content-hash";
import { documentJson, plainText } from "@/lib/room-document/document-json";
import { elementDefaults } from "@/lib/room-document/elements";
import { documentOf, elementsOf } from "@/lib/room-document/roots";

export interface HeadlessOptions {
  interviewId: InterviewId;
  role: ParticipantRole;
  url: string;
  headers: Record<string, string>;
  /** What the person's browser keeps; it outlives the tab. */
  device?: MemoryDevice;
}

/** A wait longer than this means that it will not happen. */
const PATIENCE_MS = 60_000;

export class HeadlessPerson {
  readonly connection: RoomConnection;
  readonly device: MemoryDevice;

  private constructor(options: HeadlessOptions) {
    const { interviewId, device = new MemoryDevice() } = options;
    this.device = device;
    this.connection = new RoomConnection({
      ...options,
      openCopy: (plane) => openMemoryCopy(device, `${interviewId}/${plane}`),
      forget: async () => undefined,
      isSignedIn: () => isStillSignedIn(options.url, options.headers),
    });
  }

  /** Enters the room and waits until it has the server's documents. */
  static async enter(options: HeadlessOptions): Promise<HeadlessPerson> {
    const person = new HeadlessPerson(options);
    await person.connection.start();
    await person.until((state) => state.status.kind === "open" && state.shared?.isSynced === true);
    return person;
  }

  leave(): Promise<void> {
    return this.connection.stop();
  }

  get state(): RoomState {
    return this.connection.state.get();
  }

  get saved(): SavedState {
    return this.connection.saved.get();
  }

  get doc(): Y.Doc {
    return this.connection.shared.sync.doc;
  }

  /** Edits of the shared plane that are not acknowledged. */
  get waiting(): number {
    return this.connection.shared.sync.waiting;
  }

  get hash(): string {
    return contentHash(this.doc);
  }

  get text(): string {
    return plainText(documentJson(this.doc));
  }

  /** Adds to the end of the first section's last paragraph, as one edit. */
  type(text: string): void {
    typeInto(this.doc, text);
  }

  /** Moves a rectangle, or puts it there, as one edit. */
  draw(id: string, x: number): void {
    const elements = elementsOf(this.doc);
    this.doc.transact(() => {
      const element = elements.get(id) ?? elements.set(id, rectangle());
      element.set("x", x);
    });
  }

  /** Moves the pointer over the canvas, which others see and nobody stores. */
  point(x: number): void {
    const { awareness } = this.connection.shared.view;
    awareness.setLocalStateField("pointer", { x, y: 0, tool: "pointer" });
  }

  /** Where this person sees the others' pointers, by clientID. */
  get pointers(): Map<number, number> {
    const { awareness } = this.connection.shared.view;
    const states = [...awareness.getStates()].filter(([id]) => id !== awareness.clientID);
    return new Map(states.flatMap(([id, { pointer }]) => (pointer ? [[id, pointer.x]] : [])));
  }

  /** @throws with the state it is in, when it does not become what it should */
  async until(isSo: (state: RoomState) => boolean, what = String(isSo)): Promise<void> {
    await waitFor(this.connection.state, () => isSo(this.state), what);
  }

  /** Waits for something to be in the shared document. */
  async untilContent(isSo: () => boolean, what = String(isSo)): Promise<void> {
    const { doc } = this;
    const changes = {
      subscribe: (listener: () => void) => {
        doc.on("update", listener);
        return () => doc.off("update", listener);
      },
    };
    await waitFor(changes, isSo, what);
  }

  async untilSavedIs(kind: SavedState["kind"]): Promise<void> {
    await waitFor(this.connection.saved, () => this.saved.kind === kind, kind);
  }
}

export function typeInto(doc: Y.Doc, text: string): void {
  const section = documentOf(doc, "shared").get(0);
  if (!(section instanceof Y.XmlElement)) throw new Error("The document has no section");
  const paragraph = section.get(section.length - 1);
  if (!(paragraph instanceof Y.XmlElement)) throw new Error("The section has no paragraph");
  doc.transact(() => {
    const last = paragraph.length > 0 ? paragraph.get(paragraph.length - 1) : null;
    if (last instanceof Y.XmlText) {
      last.insert(last.length, text);
      return;
    }
    const fresh = new Y.XmlText();
    fresh.insert(0, text);
    paragraph.insert(0, [fresh]);
  });
}

interface Watched {
  subscribe(listener: () => void): () => void;
}

function waitFor(store: Watched, isSo: () => boolean, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!isSo()) return;
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(look);
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(`After a minute it is still not so: ${what}`));
    }, PATIENCE_MS);
    look();
  });
}

function rectangle(): Y.Map<unknown> {
  return new Y.Map<unknown>(Object.entries({ ...elementDefaults("rectangle"), type: "rectangle" }));
}
