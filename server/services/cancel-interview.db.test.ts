import { expect, test } from "vitest";
import { findInterview } from "../db/interviews";
import { cancelInterview } from "./cancel-interview";
import { acceptInvite, openInvite } from "./join-interview";
import { loadInterview } from "./load-interview";
import { gatherNotices } from "./testing/gather-notices";
import { interviewDatabase, unwrap } from "./testing/interview-database";

const { context, person, create, token, join, command } = interviewDatabase();

test("an interview that is called off stays to be seen, and nobody can join or start it", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  const link = await token(ana, id, "observer");
  const notices = await gatherNotices(() => cancelInterview(ana, id, context()));
  expect(notices).toMatchObject([{ type: "interview-changed", state: { status: "cancelled" } }]);

  expect(unwrap(await openInvite(null, link, context())).status).toBe("cancelled");
  expect(await acceptInvite(await person("Late"), link, context())).toEqual({
    ok: false,
    code: "ended",
  });
  expect(unwrap(await loadInterview(ben, id, context()))).toMatchObject({
    status: "cancelled",
    links: null,
    can: { enter: false, cancel: false, review: false },
  });
  await expect(command(id, { type: "start" })).rejects.toThrow("cancelled");
});

test("cancelling twice at once happens once", async () => {
  const ana = await person("Ana");
  for (let round = 0; round < 10; round++) {
    const id = await create(ana);
    await Promise.all([cancelInterview(ana, id, context()), cancelInterview(ana, id, context())]);
    expect(await findInterview(context().db, id)).toMatchObject({
      status: "cancelled",
      version: 1,
    });
  }
});

test("only the host calls off, and only before the start", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ivy = await join(ana, id, "interviewer", "Ivy");
  expect(await cancelInterview(ivy, id, context())).toEqual({ ok: false, code: "not-allowed" });
  await command(id, { type: "start" });
  expect(await cancelInterview(ana, id, context())).toEqual({ ok: false, code: "not-allowed" });
  expect((await findInterview(context().db, id))?.status).toBe("live");
});
