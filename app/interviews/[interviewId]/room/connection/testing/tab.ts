/** A tab on the shared plane of a room, without a page: types tokens, draws, and can be asked what it shows. */
import * as Y from "yjs";
import { contentHash } from "@/lib/room-document/content-hash";
import { DOCUMENT_ROOT, ELEMENTS_ROOT } from "@/lib/room-document/roots";
import { type MemoryDevice, openMemoryCopy } from "../memory-copy";
import { PlaneSync } from "../plane-sync";
import type { FakeLine, FakePlaneServer } from "./fake-plane-server";

export class Tab {
  readonly sync: PlaneSync;
  line: FakeLine | null = null;

  private constructor(device: MemoryDevice, canWrite: boolean) {
    this.sync = new PlaneSync({
      plane: "shared",
      copy: openMemoryCopy(device, "room"),
      canWrite,
      onChange: () => undefined,
    });
  }

  static async open(device: MemoryDevice, { canWrite = true } = {}): Promise<Tab> {
    const tab = new Tab(device, canWrite);
    await tab.sync.load();
    return tab;
  }

  join(server: FakePlaneServer): void {
    this.line = server.connect(this.sync);
  }

  cut(options?: { stillArrive: number }): void {
    this.line?.cut(options);
    this.line = null;
  }

  /** The tab is gone, as when a browser is killed. */
  async die(): Promise<void> {
    this.cut();
    await this.sync.destroy();
  }

  type(token: string): void {
    const text = new Y.XmlText();
    text.insert(0, token);
    const root = this.sync.doc.getXmlFragment(DOCUMENT_ROOT);
    root.insert(root.length, [text]);
  }

  draw(id: string, x: number): void {
    const elements = this.sync.doc.getMap<Y.Map<unknown>>(ELEMENTS_ROOT);
    this.sync.doc.transact(() => {
      const element = elements.get(id) ?? elements.set(id, new Y.Map());
      element.set("x", x);
    });
  }

  get tokens(): string[] {
    return tokensOf(this.sync.doc);
  }

  get hash(): string {
    return contentHash(this.sync.doc);
  }
}

export function tokensOf(doc: Y.Doc): string[] {
  return doc
    .getXmlFragment(DOCUMENT_ROOT)
    .toArray()
    .map((text) => text.toString());
}
