/**
 * A server's side of one plane, small enough to be read in one go, and lines to it that a test
 * moves by hand: each request, answer and commit happens when the test says so.
 *
 * What the client relies on is kept: a line is in order in both directions, edits are answered
 * when they are committed, and a crash takes back what was not.
 */
import * as Y from "yjs";
import type { SenderId } from "@/lib/domain/ids";
import type { EditsMessage } from "@/lib/protocol/messages";
import type { RefusalCode } from "@/lib/protocol/refusals";
import { contentHash } from "@/lib/room-document/content-hash";
import { openRoots } from "@/lib/room-document/roots";
import { type Answer, DISCONNECTED, type PlaneLink } from "../answers";
import type { PlaneSync } from "../plane-sync";

type Raw = Answer<unknown>;

interface Staged {
  line: FakeLine;
  sender: SenderId;
  seq: number;
  update: Uint8Array;
}

export class FakePlaneServer {
  durable = newDocument();
  /** Numbers of each sender that are committed, as a log would list them. */
  readonly log: { sender: SenderId; seq: number }[] = [];
  /** A refusal for an edit, as a gate would give it. */
  gate: (update: Uint8Array) => RefusalCode | null = () => null;
  lines: FakeLine[] = [];
  #staging = newDocument();
  #staged: Staged[] = [];
  #accepted = new Map<SenderId, number>();
  #stored = new Map<SenderId, number>();
  #waiting: { position: number; answer: () => void }[] = [];
  #stagedCount = 0;
  #committedCount = 0;

  /** The client is joined over a new line, as after `room:join`. */
  connect(client: PlaneSync): FakeLine {
    const line = new FakeLine(this, client);
    this.lines.push(line);
    const { sender, clientId } = client;
    client.open(line.link, { clientId, watermark: this.#stored.get(sender) ?? 0 });
    return line;
  }

  commit(): void {
    const edits = this.#staged.splice(0);
    this.#committedCount += edits.length;
    for (const { sender, seq, update } of edits) {
      this.#stored.set(sender, seq);
      this.log.push({ sender, seq });
      this.durable.transact(() => Y.applyUpdate(this.durable, update));
    }
    for (const line of this.lines) {
      const news = edits.filter((edit) => edit.line !== line && edit.sender !== line.client.sender);
      if (line.isSynced && news.length > 0)
        line.tell(() => line.client.receive(news.map((edit) => edit.update)));
    }
    this.#waiting = this.#waiting.filter(({ position, answer }) => {
      if (position > this.#committedCount) return true;
      answer();
      return false;
    });
  }

  /** What was not committed is gone, and so is every line. */
  crash(): void {
    for (const line of [...this.lines]) line.cut();
    this.#waiting = [];
    this.#staged = [];
    this.#stagedCount = this.#committedCount;
    this.#accepted = new Map(this.#stored);
    this.#staging = newDocument();
    Y.applyUpdate(this.#staging, Y.encodeStateAsUpdate(this.durable));
  }

  /** As a restored backup would: a sender's edits are not there, though they were acknowledged. */
  forget(): void {
    this.durable = newDocument();
    this.#stored.clear();
    this.log.length = 0;
    this.crash();
  }

  /** Everything under way arrives and is stored, however many rounds it takes. */
  settle(): Promise<void> {
    return this.deliver(() => this.commit());
  }

  /** Everything under way arrives, and nothing is stored but by `commit`. */
  async deliver(commit = () => {}): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      await Promise.resolve();
      await new Promise<void>((resolve) => process.nextTick(resolve));
      commit();
      for (const line of this.lines) if (line.step()) quiet = -1;
    }
  }

  handle(line: FakeLine, name: string, payload: Payload, answer: (raw: Raw) => void): void {
    if (name === "doc:part") {
      line.parts.push(payload.bytes);
      if (payload.part < payload.parts - 1) answer({ ok: true, value: { lastSeq: 0 } });
      else this.#take(line, payload.sender, payload.seq, [concat(line.parts.splice(0))], answer);
    } else if (name === "doc:sync") {
      line.isSynced = true;
      const { durable } = this;
      const update = Y.encodeStateAsUpdateV2(durable, payload.stateVector);
      const stateVector = Y.encodeStateVector(durable);
      const value = { update, encoding: 2, since: [], stateVector, number: this.log.length };
      answer({ ok: true, value: { ...value, contentHash: contentHash(durable) } });
    } else if (name === "doc:watermark") {
      const reply = (): void =>
        answer({ ok: true, value: { lastSeq: this.#stored.get(payload.sender) ?? 0 } });
      if (payload.waits) this.#whenStored(reply);
      else reply();
    } else {
      answer({ ok: true, value: {} });
    }
  }

  /** A frame of edits; after a refusal the rest of its run is not looked at. */
  takeEdits(line: FakeLine, { start, updates }: EditsMessage): void {
    if (start) line.run = { ...start, nextSeq: start.firstSeq, isRefused: false };
    const { run } = line;
    if (!run || run.isRefused) return;
    const firstSeq = run.nextSeq;
    run.nextSeq += updates.length;
    this.#take(line, run.sender, firstSeq, updates, (answer) => {
      if (run.isRefused) return;
      run.isRefused = !answer.ok;
      const { edits } = line.client;
      if (answer.ok) line.tell(() => edits.saved({ run: run.run, count: 1 }));
      else if (answer.code !== "disconnected") {
        const { code, lastSeq } = answer;
        line.tell(() => edits.refused({ run: run.run, code, lastSeq }));
      }
    });
  }

  #take(
    line: FakeLine,
    sender: SenderId,
    firstSeq: number,
    updates: readonly Uint8Array[],
    answer: (raw: Raw) => void,
  ): void {
    const refusal = this.#accept(line, sender, firstSeq, updates);
    const lastSeq = this.#accepted.get(sender) ?? 0;
    const reply = (): void =>
      answer(refusal ? { ok: false, code: refusal, lastSeq } : { ok: true, value: { lastSeq } });
    this.#whenStored(reply);
  }

  #whenStored(answer: () => void): void {
    if (this.#committedCount === this.#stagedCount) answer();
    else this.#waiting.push({ position: this.#stagedCount, answer });
  }

  #accept(
    line: FakeLine,
    sender: SenderId,
    firstSeq: number,
    updates: readonly Uint8Array[],
  ): RefusalCode | null {
    if (firstSeq > (this.#accepted.get(sender) ?? 0) + 1) return "gap";
    for (const [i, update] of updates.entries()) {
      const seq = firstSeq + i;
      if (seq <= (this.#accepted.get(sender) ?? 0)) continue;
      const refusal = this.gate(update);
      if (refusal) return refusal;
      Y.applyUpdate(this.#staging, update);
      if (this.#staging.store.pendingStructs) {
        this.#staging.store.pendingStructs = null;
        return "gap";
      }
      this.#accepted.set(sender, seq);
      this.#staged.push({ line, sender, seq, update });
      this.#stagedCount += 1;
    }
    return null;
  }
}

interface Payload {
  sender: SenderId;
  seq: number;
  part: number;
  parts: number;
  bytes: Uint8Array;
  stateVector: Uint8Array;
  waits: boolean;
}

export class FakeLine {
  readonly link: PlaneLink;
  readonly asked: string[] = [];
  readonly parts: Uint8Array[] = [];
  run: { run: number; sender: SenderId; nextSeq: number; isRefused: boolean } | null = null;
  isSynced = false;
  #isOpen = true;
  #toServer: (() => void)[] = [];
  #toClient: (() => void)[] = [];
  #unanswered = new Set<(raw: Raw) => void>();

  constructor(
    readonly server: FakePlaneServer,
    readonly client: PlaneSync,
  ) {
    const ask = (name: string, payload: unknown): Promise<Raw> =>
      new Promise((resolve) => {
        if (!this.#isOpen) return resolve(DISCONNECTED);
        this.asked.push(name);
        this.#unanswered.add(resolve);
        const answer = (raw: Raw): void =>
          this.tell(() => {
            this.#unanswered.delete(resolve);
            resolve(raw);
          });
        // A test hands over what the client gave; the wire's own checks are the server's tests.
        this.#toServer.push(() => this.server.handle(this, name, payload as Payload, answer));
      });
    const sendEdits = (message: EditsMessage): void => {
      if (!this.#isOpen) return;
      this.asked.push("doc:update");
      this.#toServer.push(() => this.server.takeEdits(this, message));
    };
    // The answers of all names in one; each caller knows which one it asked for.
    this.link = { ask: ask as PlaneLink["ask"], sendEdits };
  }

  tell(message: () => void): void {
    if (this.#isOpen) this.#toClient.push(message);
  }

  /** @returns whether there was a request to hand to the server */
  deliverRequest(): boolean {
    const request = this.#toServer.shift();
    request?.();
    return request !== undefined;
  }

  deliverAnswer(): boolean {
    const message = this.#toClient.shift();
    message?.();
    return message !== undefined;
  }

  step(): boolean {
    const hasAsked = this.deliverRequest();
    return this.deliverAnswer() || hasAsked;
  }

  /** The line breaks. What is under way to the server may still arrive, and be stored. */
  cut({ stillArrive = 0 } = {}): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (let i = 0; i < stillArrive; i++) this.deliverRequest();
    this.#toServer = [];
    this.#toClient = [];
    this.server.lines = this.server.lines.filter((line) => line !== this);
    this.client.close();
    for (const resolve of this.#unanswered) resolve(DISCONNECTED);
    this.#unanswered.clear();
  }
}

function newDocument(): Y.Doc {
  const doc = new Y.Doc();
  openRoots(doc, "shared");
  return doc;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
