/**
 * A server whose views forgot to ask who is looking: it hands a candidate what an interviewer gets,
 * over the channels the real one has. Composed of the product's own parts, so that the search that
 * finds nothing in the real server's answers can be seen to find it in this one's.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import * as Y from "yjs";
import { interviewerBrief } from "@/lib/domain/content/case-views";
import { InterviewId } from "@/lib/domain/ids";
import type { Content } from "../../server/content/load-content";
import { findInterview } from "../../server/db/interviews";
import { findCards } from "../../server/db/scorecards";
import { loadFinalState } from "../../server/services/final-state";
import { caseOf } from "../../server/services/interview-content";
import { withDatabase } from "./stored";

export async function startUnguardedServer(
  interviewId: string,
  content: Content,
): Promise<{ url: string; close(): Promise<void> }> {
  const id = InterviewId.parse(interviewId);
  const { brief, cards, notes } = await withDatabase(async (db) => {
    const interview = await findInterview(db, id);
    const state = await loadFinalState(db, id, "private");
    if (!interview || !state) throw new Error("There is no such interview.");
    const context = { db, secret: "", content };
    return {
      brief: interviewerBrief(await caseOf(context, interview)),
      cards: await findCards(db, id),
      notes: Y.encodeStateAsUpdateV2(state.doc),
    };
  });

  const server = http.createServer((request, response) => {
    if (request.url?.startsWith("/_next/static/"))
      response.end(`export const brief = ${JSON.stringify(brief)};`);
    else if (request.url === "/base64")
      response.end(Buffer.from(JSON.stringify(brief)).toString("base64"));
    else response.end(`<!doctype html><script>${JSON.stringify({ brief })}</script>`);
  });
  const io = new Server(server, { transports: ["websocket"] });
  io.on("connection", (socket) => {
    socket.emit("roster:changed", { cards });
    socket.emit("doc:updated", { updates: [Buffer.from(notes)] });
    socket.emit("told", true);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // The server listens on a port, so this is the address of one.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => io.close() };
}
