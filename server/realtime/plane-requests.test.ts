import { expect, test } from "vitest";
import { SenderId } from "@/lib/domain/ids";
import { Conduct } from "./conduct";
import { LIMITS } from "./limits";
import { planeHandlers } from "./plane-requests";
import { ADA, TestTab, testRoom } from "./testing/test-room";

/** A tab in a room that asks how far its own edits are stored; the answers are kept. */
function asking() {
  const { room, logs } = testRoom();
  const tab = new TestTab(ADA, 11);
  tab.join(room);
  logs.shared.commit();
  const handlers = planeHandlers({
    plane: "shared",
    conduct: new Conduct(
      LIMITS,
      () => 0,
      () => {},
    ),
    partTimeoutMs: LIMITS.partTimeoutMs,
    joined: () => ({ room, connection: tab.connection }),
    isClosing: () => false,
    now: () => 0,
  });
  const answers: unknown[] = [];
  const ask = async (waits: boolean): Promise<void> => {
    const sender = SenderId.parse(tab.sender);
    answers.push(await handlers["doc:watermark"]({ sender, waits }));
  };
  const write = (text: string): void => {
    tab.addLine(text);
    tab.send(room);
  };
  return { logs, answers, ask, write };
}

test("how far edits are stored is said at once, unless what is accepted is to be waited for", async () => {
  const { logs, answers, ask, write } = asking();
  await ask(true);
  expect(answers.splice(0)).toEqual([{ ok: true, value: { lastSeq: 0 } }]);
  write("under way");
  const last = ask(true);
  await ask(false);
  expect(answers.splice(0)).toEqual([{ ok: true, value: { lastSeq: 0 } }]);
  logs.shared.commit();
  await last;
  expect(answers).toEqual([{ ok: true, value: { lastSeq: 1 } }]);
});

test("whoever waits for what is accepted hears when it is lost", async () => {
  const { logs, answers, ask, write } = asking();
  write("under way");
  const last = ask(true);
  logs.shared.fail();
  await last;
  expect(answers).toEqual([{ ok: false, code: "reset" }]);
});
