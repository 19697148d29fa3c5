import { expect, test } from "vitest";
import { CommandId, InterviewId } from "@/lib/domain/ids";
import type { Db } from "../db/client";
import { commandInterview } from "./clock-commands";
import { silentLog } from "./testing/silent-log";
import { ADA, TestConnection } from "./testing/test-room";

const id = "00000000-0000-4000-8000-000000000001";

test("[C8] a command whose statement gets no answer is not said to have changed nothing", async () => {
  const unanswered = { $queryRaw: () => Promise.reject(new Error("the line broke")) };
  const code = await commandInterview(
    // Only what the command asks of it.
    { db: unanswered as unknown as Db, log: silentLog },
    InterviewId.parse(id),
    new TestConnection(ADA, 1, 1),
    CommandId.parse(id),
    { type: "pause" },
  );
  expect(code).toBe("outcome-unknown");
});
