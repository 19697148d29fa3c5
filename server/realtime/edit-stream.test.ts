import { expect, test } from "vitest";
import type { RefusalCode } from "@/lib/protocol/refusals";
import { Conduct } from "./conduct";
import { EditStream } from "./edit-stream";
import { LIMITS } from "./limits";
import { ADA, TestTab, testRoom } from "./testing/test-room";

/** A tab in a room, whose edits stream in frame by frame; what the server says is kept. */
function streaming() {
  const { room, logs } = testRoom();
  const tab = new TestTab(ADA, 11);
  tab.join(room);
  logs.shared.commit();
  const told: [event: string, payload: unknown][] = [];
  const refused: RefusalCode[] = [];
  let isClosing = false;
  const stream = new EditStream({
    plane: "shared",
    conduct: new Conduct(
      LIMITS,
      () => 0,
      () => {},
    ),
    metrics: { answered: () => {}, refused: (code) => refused.push(code) },
    partTimeoutMs: LIMITS.partTimeoutMs,
    joined: () => ({ room, connection: tab.connection }),
    isClosing: () => isClosing,
    now: () => 0,
    tell: (event, payload) => told.push([event, payload]),
  });
  const start = (run: number, firstSeq: number) => ({ run, sender: tab.sender, firstSeq });
  const line = (text: string): Uint8Array[] => {
    tab.addLine(text);
    return tab.outbox.splice(0).map(({ update }) => update);
  };
  const close = () => {
    isClosing = true;
  };
  return { stream, logs, told, refused, start, line, close };
}

/** What is told of a commit is told right after it. */
const turn = () => Promise.resolve();

test("a run says once whose it is; frames that one commit stored are told of together", async () => {
  const { stream, logs, told, start, line } = streaming();
  stream.receive({ start: start(1, 1), updates: line("a") });
  stream.receive({ start: null, updates: line("b") });
  stream.receive({ start: null, updates: [...line("c"), ...line("d")] });
  await turn();
  expect(told).toEqual([]);
  logs.shared.commit();
  await turn();
  expect(told).toEqual([["doc:saved", { run: 1, count: 3 }]]);
  stream.receive({ start: null, updates: line("e") });
  logs.shared.commit();
  await turn();
  expect(told.at(-1)).toEqual(["doc:saved", { run: 1, count: 1 }]);
});

test("after a refusal the rest of the run is not looked at, and another run goes on", async () => {
  const { stream, logs, told, refused, start, line } = streaming();
  const [a, b, c] = [line("a"), line("b"), line("c")];
  stream.receive({ start: start(1, 1), updates: a });
  stream.receive({ start: null, updates: [new Uint8Array([9, 9, 9])] });
  stream.receive({ start: null, updates: b });
  logs.shared.commit();
  await turn();
  expect(told).toEqual([
    ["doc:saved", { run: 1, count: 1 }],
    ["doc:refused", { run: 1, code: "malformed", lastSeq: 1 }],
  ]);
  stream.receive({ start: null, updates: b });
  expect(told).toHaveLength(2);
  expect(refused).toHaveLength(2);
  stream.receive({ start: start(2, 2), updates: [...b, ...c] });
  logs.shared.commit();
  await turn();
  expect(told.at(-1)).toEqual(["doc:saved", { run: 2, count: 1 }]);
});

test("a run that begins too far on is told how far the sender has come", async () => {
  const { stream, told, start, line } = streaming();
  stream.receive({ start: start(1, 5), updates: line("a") });
  await turn();
  expect(told).toEqual([["doc:refused", { run: 1, code: "gap", lastSeq: 0 }]]);
});

test("what cannot be read is answered each time, and counts against the line", () => {
  const { stream, told, refused, start, line } = streaming();
  for (const raw of [null, { updates: [] }, { start: null, updates: [new Uint8Array([1])] }])
    stream.receive(raw);
  expect(told).toEqual(Array(3).fill(["doc:refused", { run: 0, code: "malformed" }]));
  stream.receive({ start: start(4, 1), updates: line("b") });
  for (const raw of [undefined, "x"]) stream.receive(raw);
  expect(told.slice(3).map(([, payload]) => payload)).toMatchObject([{ run: 4 }, { run: 0 }]);
  expect(refused).toEqual(Array(5).fill("malformed"));
});

test("a server that closes takes nothing more, and still tells what it stored", async () => {
  const { stream, logs, told, start, line, close } = streaming();
  stream.receive({ start: start(1, 1), updates: line("a") });
  close();
  stream.receive({ start: null, updates: line("b") });
  logs.shared.commit();
  await turn();
  expect(told).toEqual([
    ["doc:refused", { run: 1, code: "closing" }],
    ["doc:saved", { run: 1, count: 1 }],
  ]);
});
