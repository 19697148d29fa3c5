import { expect, test } from "vitest";
import * as Y from "yjs";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import { interviewDatabase } from "../services/testing/interview-database";
import { liveServer } from "./testing/live-server";

const data = interviewDatabase();
const IDS = { sender: 7, clientId: 1_001 };

/** Our own figures by name and labels, without the buckets. */
async function figuresOf(metrics: { text(): Promise<string> }): Promise<Record<string, number>> {
  const lines = (await metrics.text()).matchAll(/^(dryrun_\S+) (\S+)$/gm);
  const figures = [...lines].map(([, name = "", value]) => [name, Number(value)] as const);
  return Object.fromEntries(figures.filter(([name]) => !name.includes("_bucket")));
}

test("an edit, a refusal and a return are counted, and no label says whose they were", async () => {
  const host = await data.person("Ada");
  const interviewId = await data.create(host);
  await data.join(host, interviewId, "candidate", "Ben");
  await data.command(interviewId, { type: "start" });
  const server = await liveServer(data.context().db, data.url());

  const page = server.dial(host);
  await page.join(interviewId, IDS);
  const tab = new HeadlessTab(IDS.clientId);
  const { value } = await page.ask("doc:sync", { stateVector: Y.encodeStateVector(tab.doc) });
  const { update, encoding } = value as { update: Uint8Array; encoding: number };
  const state = new Uint8Array(update);
  tab.receive(encoding === 2 ? Y.convertUpdateFormatV2ToV1(state) : state);
  await page.ask("doc:sync", { stateVector: "no bytes" });
  tab.edit((tr) => tr.insertText("Who asks?", 2));
  const updates = tab.takeUpdates();
  const stored = await page.ask("doc:update", { sender: IDS.sender, firstSeq: 1, updates });
  expect(stored.ok).toBe(true);
  page.close();
  await server.dial(host).join(interviewId, { ...IDS, clientId: 1_002 });

  const figures = await figuresOf(server.metrics);
  expect(figures).toMatchObject({
    dryrun_rooms: 1,
    dryrun_storage_available: 1,
    dryrun_waiting_bytes: 0,
    dryrun_acknowledgement_seconds_count: 1,
    'dryrun_refusals_total{code="malformed"}': 1,
    'dryrun_joins_total{tab="new"}': 1,
    'dryrun_joins_total{tab="known"}': 1,
  });
  expect(figures.dryrun_commit_appends_sum).toBeGreaterThan(0);
  expect(figures['dryrun_commit_seconds_count{outcome="stored"}']).toBeGreaterThan(0);
  const labels = new Set((await server.metrics.text()).match(/(?<=[{,])\w+(?==)/g));
  expect([...labels].sort()).toEqual(["code", "le", "outcome", "tab"]);
});
