/**
 * The database's part in a room, in memory: `log_append`, `interview_step` and `log_put_keyframe` as the
 * migration has them, line by line. stored-logs.db.test.ts asks both the same questions.
 */
import type { CommandId } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import type { Keyframe } from "@/lib/recording/rebuild";
import type { AppendOutcome, AppendStatus, LogAppend } from "@/server/db/log-entries";

export interface StoredEntry {
  number: number;
  author: number;
  at: number;
  data: Uint8Array;
}

interface SenderRow {
  author: number;
  lastSeq: number;
  number: number;
}

export interface LogRows {
  lastNumber: number;
  lastAt: number;
  keyframeNumber: number;
  keyframeBytes: number;
  bytesSince: number;
  entries: StoredEntry[];
  senders: Map<number, SenderRow>;
  clients: Map<number, number>;
  keyframes: Map<number, Uint8Array>;
}

/** The three newest whole states are never thinned out. */
const NEWEST_KEPT = 3;

function emptyLog(): LogRows {
  return {
    lastNumber: 0,
    lastAt: 0,
    keyframeNumber: 0,
    keyframeBytes: 0,
    bytesSince: 0,
    entries: [],
    senders: new Map(),
    clients: new Map(),
    keyframes: new Map(),
  };
}

interface Judged {
  append: LogAppend;
  log: LogRows | undefined;
  status: AppendStatus;
  number: number;
  seen: number;
}

export class StoredLogs {
  readonly #logs = new Map<number, LogRows>();

  create(): number {
    const id = this.#logs.size + 1;
    this.#logs.set(id, emptyLog());
    return id;
  }

  find(id: number): LogRows | undefined {
    return this.#logs.get(id);
  }

  get(id: number): LogRows {
    const log = this.find(id);
    if (!log) throw new Error(`There is no log ${id}`);
    return log;
  }

  append(appends: readonly LogAppend[], now: number): AppendOutcome[] {
    const keys = appends.map(({ log, sender }) => `${log}/${sender}`);
    // The second row for one sender breaks a key, and the statement with it.
    if (new Set(keys).size < keys.length) throw new Error("Two items of one log and sender");
    for (const { log, clients } of appends)
      for (const { clientId, author } of clients) {
        const owners = this.#logs.get(log)?.clients;
        if (owners && !owners.has(clientId)) owners.set(clientId, author);
      }
    const judged = appends.map((append) => this.#judge(append));
    for (const log of new Set(judged.map((each) => each.log))) if (log) store(log, judged, now);
    return judged.map(({ status, number, seen, append }) => ({
      status,
      number,
      seen: status === "stored" ? append.lastSeq : seen,
    }));
  }

  /** The system's or a person's event, under a number of its own. */
  record(id: number, author: number, data: Uint8Array, now: number): void {
    const log = this.get(id);
    log.lastNumber += 1;
    log.lastAt = Math.max(log.lastAt, now);
    log.bytesSince += data.byteLength;
    log.entries.push({
      number: log.lastNumber,
      author,
      at: log.lastAt,
      data: Uint8Array.from(data),
    });
  }

  putKeyframe(id: number, { number, data }: Keyframe, keep: number): void {
    const log = this.#logs.get(id);
    if (!log) return;
    log.keyframes.set(number, Uint8Array.from(data));
    if (log.keyframeNumber <= number) {
      log.keyframeNumber = number;
      log.keyframeBytes = data.byteLength;
      log.bytesSince = bytesOf(log.entries.filter((entry) => entry.number > number));
    }
    thinOut(log, Math.max(keep, NEWEST_KEPT));
  }

  #judge(append: LogAppend): Judged {
    const log = this.#logs.get(append.log);
    const sender = log?.senders.get(append.sender);
    const seen = sender?.lastSeq ?? 0;
    const number = sender?.number ?? 0;
    const as = (status: AppendStatus): Judged => ({ append, log, status, number, seen });
    if (!log) return as("no-such-log");
    if (sender && sender.author !== append.author) return as("foreign-sender");
    if (append.lastSeq <= seen) return as("stored-before");
    if (append.firstSeq === seen + 1) return as("stored");
    return as(append.firstSeq > seen + 1 ? "gap" : "half-known");
  }
}

/** One entry for each author of the batch, in the order of the authors. */
function store(log: LogRows, judged: readonly Judged[], now: number): void {
  const mine = judged.filter((each) => each.log === log && each.status === "stored");
  const withData = mine.filter(({ append }) => append.data.byteLength > 0);
  const authors = [...new Set(withData.map(({ append }) => append.author))].sort((a, b) => a - b);
  const before = log.lastNumber;
  for (const each of mine) {
    const place = each.append.data.byteLength > 0 ? authors.indexOf(each.append.author) + 1 : 0;
    each.number = before + place;
    const { sender, author, lastSeq } = each.append;
    const known = log.senders.get(sender);
    log.senders.set(sender, { author: known?.author ?? author, lastSeq, number: each.number });
  }
  const at = Math.max(log.lastAt, now);
  for (const [i, author] of authors.entries()) {
    const items = withData.filter(({ append }) => append.author === author);
    const data = Buffer.concat(items.map(({ append }) => append.data));
    log.entries.push({ number: before + i + 1, author, at, data });
    log.bytesSince += data.byteLength;
  }
  log.lastNumber = before + authors.length;
  if (authors.length > 0) log.lastAt = at;
}

function bytesOf(entries: readonly StoredEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.data.byteLength, 0);
}

/** Older states go where they are closest to the one before. */
function thinOut(log: LogRows, keep: number): void {
  const numbers = [...log.keyframes.keys()].sort((a, b) => a - b);
  const surplus = numbers.length - keep;
  if (surplus <= 0) return;
  numbers
    .map((number, i) => ({ number, distance: number - (numbers[i - 1] ?? 0) }))
    .slice(0, -NEWEST_KEPT)
    .sort((a, b) => a.distance - b.distance || a.number - b.number)
    .slice(0, surplus)
    .forEach(({ number }) => {
      log.keyframes.delete(number);
    });
}

interface InterviewRow {
  state: InterviewState;
  version: number;
}

/** The row that holds an interview's state, moved by compare-and-set. */
export class StoredInterview {
  readonly commands = new Map<CommandId, number>();

  constructor(
    private readonly logs: StoredLogs,
    readonly sharedLog: number,
    public row: InterviewRow,
  ) {}

  step(
    step: {
      expectedVersion: number;
      commandId: CommandId;
      author: number;
      state: InterviewState;
      event: Uint8Array;
    },
    now: number,
  ): InterviewRow & { outcome: "stepped" | "known" | "conflict" } {
    if (this.commands.has(step.commandId)) return { outcome: "known", ...this.row };
    if (this.row.version !== step.expectedVersion) return { outcome: "conflict", ...this.row };
    this.logs.record(this.sharedLog, step.author, step.event, now);
    this.row = { state: step.state, version: step.expectedVersion + 1 };
    this.commands.set(step.commandId, this.row.version);
    return { outcome: "stepped", ...this.row };
  }
}
