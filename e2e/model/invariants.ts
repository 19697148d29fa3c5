/** What has to be true after every run, whatever happened in it. */

import * as Y from "yjs";
import { decodeLogItems, type LogItem } from "@/lib/recording/log-entry";
import { rebuildDocument } from "@/lib/recording/rebuild";
import { contentHash } from "@/lib/room-document/content-hash";
import { openRoots, type Plane } from "@/lib/room-document/roots";
import type { MadeEdit } from "./ledger";
import type { StoredLog } from "./storage";
import type { World } from "./world";

const PLANES: readonly Plane[] = ["shared", "private"];

/** @returns every broken promise in words; none after a good run */
export async function findBroken(world: World): Promise<string[]> {
  const broken: string[] = [];
  const expect = (isKept: boolean, what: string) => {
    if (!isKept) broken.push(what);
  };

  expect(
    world.falseAcknowledgements.length === 0,
    `acknowledged before it was stored: ${world.falseAcknowledgements}`,
  );
  checkFates(world, expect);
  for (const plane of PLANES) {
    const log = await world.storage.readLog(plane);
    const final = checkLog(log, plane, expect);
    if (!final) continue;
    const edits = world.ledger.edits.filter((edit) => edit.plane === plane);
    checkPresent(edits, final, plane, expect);
    checkOrder(log, plane, expect);
    checkWords(world, plane, final, expect);
    checkCopies(world, plane, contentHash(final), expect);
  }
  await checkInterview(world, expect);
  return broken;
}

type Expect = (isKept: boolean, what: string) => void;

/** Everything written is acknowledged, but for what came after the interview's end. */
function checkFates({ ledger, hasEnded }: World, expect: Expect): void {
  const strange = ledger.refusals.filter((code) => !hasEnded || code !== "read-only");
  expect(strange.length === 0, `edits were refused: ${strange}`);
  for (const { fate, plane, sender, seq } of ledger.edits) {
    expect(fate !== "waiting", `${plane}/${sender}/${seq} was never acknowledged`);
    if (fate === "given-up")
      expect(ledger.refusals.length > 0, `${plane}/${sender}/${seq} was given up without a word`);
  }
}

/** Numbers without a gap, time that never runs back, and the same document by every way of reading it. */
function checkLog(log: StoredLog, plane: Plane, expect: Expect): Y.Doc | null {
  const { entries, keyframe, lastNumber } = log;
  expect(
    entries.every(({ number }, i) => number === i + 1) && lastNumber === entries.length,
    `the ${plane} log's numbers have a gap`,
  );
  expect(
    entries.every(({ at }, i) => i === 0 || at >= (entries[i - 1]?.at ?? 0)),
    `the ${plane} log's time runs back`,
  );
  const step = newDocument(plane);
  for (const [i, { number, at, data }] of entries.entries()) {
    for (const item of decodeLogItems(data))
      if (item.type === "edit") Y.applyUpdate(step, item.update);
    // Entries of one commit are in the order of their authors and share their time.
    if (entries[i + 1]?.at === at || !hasPending(step)) continue;
    expect(false, `the ${plane} log up to ${number} builds on what comes later`);
    return null;
  }
  const { doc } = rebuildDocument(null, entries);
  openRoots(doc, plane);
  const hash = contentHash(doc);
  const rows = entries.slice(keyframe?.number ?? 0);
  expect(
    contentHash(rebuildDocument(keyframe, rows).doc) === hash,
    `the ${plane} keyframe differs from its log`,
  );
  return doc;
}

/** Applying an edit to a document that has it changes nothing. */
function checkPresent(
  edits: readonly MadeEdit[],
  final: Y.Doc,
  plane: Plane,
  expect: Expect,
): void {
  let news = 0;
  const copy = newDocument(plane);
  Y.applyUpdateV2(copy, Y.encodeStateAsUpdateV2(final));
  copy.on("update", () => {
    news += 1;
  });
  for (const { fate, update, sender, seq } of edits) {
    if (fate !== "acknowledged") continue;
    Y.applyUpdate(copy, update);
    expect(
      news === 0 && !hasPending(copy),
      `${plane}/${sender}/${seq} was acknowledged and is missing`,
    );
    if (news > 0 || hasPending(copy)) return;
  }
}

/** Each sender's numbers are in the log once, and in order. */
function checkOrder({ entries, senders }: StoredLog, plane: Plane, expect: Expect): void {
  const seen = new Map<number, number>();
  const items: LogItem[] = entries.flatMap(({ data }) => decodeLogItems(data));
  for (const item of items) {
    if (item.type !== "edit") continue;
    const { sender, firstSeq, lastSeq } = item;
    expect(
      firstSeq > (seen.get(sender) ?? 0),
      `${plane}/${sender}/${firstSeq} is out of order or doubled`,
    );
    seen.set(sender, lastSeq);
  }
  for (const [sender, last] of seen)
    expect(
      sender === 0 || last <= (senders.get(sender) ?? 0),
      `${plane}/${sender} is ahead of its watermark`,
    );
}

function checkWords(world: World, plane: Plane, final: Y.Doc, expect: Expect): void {
  const hand = world.tabs.find((tab) => tab.planes.includes(plane))?.hand(plane);
  if (!hand) return;
  const lines = hand.lines;
  const text = lines.join("\n");
  const words = world.words.filter((word) => word.plane === plane);
  const counts = new Map<string, number>();
  for (const [found] of text.matchAll(/<\d+>/g)) counts.set(found, (counts.get(found) ?? 0) + 1);
  for (const { text: word, edit, isTakenBack } of words) {
    const count = counts.get(word) ?? 0;
    const expected = edit.fate === "acknowledged" ? 1 : 0;
    expect(
      isTakenBack ? count <= 1 : count === expected,
      `${word} of ${plane} is there ${count} times`,
    );
  }
  const places = new Map(
    words.map((word, i) => [word.text, { i, tab: word.tab, isTakenBack: word.isTakenBack }]),
  );
  for (const line of lines) {
    const last = new Map<object, number>();
    for (const [found] of line.matchAll(/<\d+>/g)) {
      const place = places.get(found);
      if (!place || place.isTakenBack) continue;
      expect(
        place.i > (last.get(place.tab) ?? -1),
        `${found} of ${plane} is before what was written earlier`,
      );
      last.set(place.tab, place.i);
    }
  }
  expect(!hasPending(final), `the ${plane} log waits for edits`);
}

/** Tabs, server and devices have what the log has. */
function checkCopies(
  { tabs, server, seats, ledger }: World,
  plane: Plane,
  hash: string,
  expect: Expect,
): void {
  for (const tab of tabs) {
    if (!tab.planes.includes(plane)) continue;
    expect(tab.hash(plane) === hash, `${tab.name} has another ${plane} document`);
    // What a comparison would have repaired is a defect all the same; after a refusal it is the way.
    expect(
      ledger.refusals.length > 0 || tab.sync(plane).generation === 0,
      `${tab.name} had to fetch the ${plane} document anew`,
    );
    expect(!hasPending(tab.sync(plane).doc), `${tab.name} waits for edits of ${plane}`);
  }
  for (const room of server?.registry.rooms ?? [])
    expect(
      room.plane(plane).document?.contentHash() === hash,
      `the server has another ${plane} document`,
    );
  for (const { tab, device, name } of seats) {
    if (!tab?.planes.includes(plane)) continue;
    const doc = newDocument(plane);
    for (const update of device.plane(plane).updates) Y.applyUpdate(doc, update);
    expect(
      !hasPending(doc) && contentHash(doc) === hash,
      `the device of ${name} has another ${plane} document`,
    );
  }
}

/** Replaying the shared log ends in the state that is stored; each command took effect once. */
async function checkInterview({ storage, tabs }: World, expect: Expect): Promise<void> {
  const { state, version, commands } = await storage.readInterview();
  const { entries } = await storage.readLog("shared");
  const steps = entries
    .flatMap(({ data }) => decodeLogItems(data))
    .filter((item) => item.type === "state");
  const last = steps.at(-1);
  if (last)
    expect(
      JSON.stringify(last.state) === JSON.stringify(state),
      "the log's last state is not the interview's",
    );
  expect(steps.length === commands, `${commands} commands left ${steps.length} steps in the log`);
  for (const tab of tabs) {
    const known = tab.connection.state.get().interview;
    expect(known?.version === version, `${tab.name} knows version ${known?.version} of ${version}`);
  }
}

/** Opened as every copy is, or Yjs would tidy up while it reads. */
function newDocument(plane: Plane): Y.Doc {
  const doc = new Y.Doc();
  openRoots(doc, plane);
  return doc;
}

function hasPending({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}
