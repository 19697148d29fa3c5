/** Whose each sender and each Yjs clientID of a log is. */
import type pg from "pg";
import type { LogClientOwner } from "./log-entries";

export interface LogSender {
  sender: number;
  author: number;
  /** How far this sender's edits are stored. */
  lastSeq: number;
}

export async function readSenders(client: pg.ClientBase, log: number): Promise<LogSender[]> {
  const { rows } = await client.query<{ sender: string; author: number; last_seq: string }>(
    "SELECT sender, author, last_seq FROM log_senders WHERE log = $1",
    [log],
  );
  return rows.map((row) => ({
    sender: Number(row.sender),
    author: row.author,
    lastSeq: Number(row.last_seq),
  }));
}

export async function readClients(client: pg.ClientBase, log: number): Promise<LogClientOwner[]> {
  const { rows } = await client.query<{ client_id: string; author: number }>(
    "SELECT client_id, author FROM log_clients WHERE log = $1",
    [log],
  );
  return rows.map((row) => ({ clientId: Number(row.client_id), author: row.author }));
}
