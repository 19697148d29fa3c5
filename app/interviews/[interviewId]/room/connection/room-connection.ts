/**
 * A page's part in its room: joins over the line, keeps both planes, the clock and the people,
 * and shows all of it as one state.
 *
 * Reconnecting is joining again. The order is always: line, join, documents in step, unsent
 * edits, presence. Runs in a browser and, without one, in Node.
 */
import type { Socket } from "socket.io-client";
import type { InterviewId } from "@/lib/domain/ids";
import type { PersonCommand } from "@/lib/domain/interview";
import type { ParticipantRole } from "@/lib/domain/roles";
import {
  type InterviewSnapshot,
  PRIVATE_NAMESPACE,
  PROTOCOL_VERSION,
  privateRequests,
  ROOM_NAMESPACE,
  roomAnnouncements,
  roomRequests,
} from "@/lib/protocol/messages";
import { REFUSAL_SENTENCES } from "@/lib/protocol/refusals";
import { type Plane, SCHEMA_VERSION } from "@/lib/room-document/roots";
import { type Answer, type Ask, askOver, hear } from "./answers";
import { ClockSync } from "./clock-sync";
import { CLOSED_SENTENCES, UNSENT_SENTENCE } from "./closed-sentences";
import { newCommandId } from "./identities";
import { Line, type OpenManager } from "./line";
import type { LocalCopy } from "./local-copy";
import { listenToPage } from "./page-signals";
import { PlaneClient } from "./plane-client";
import { retryDelayMs } from "./retry";
import type { ClosedReason, CommandOutcome, RoomState, RoomStatus, Store } from "./room-state";
import { isSameSaved, type SavedState, savedState } from "./saved-state";
import { isShallowSame, ValueStore } from "./value-store";

/** A line that does not answer a question for this long is dead, whatever the browser says. */
const PROBE_MS = 4_000;
/** After this long without an answer people press again; they are told instead. */
const COMMAND_PATIENCE_MS = 10_000;
/** A server whose database has just failed under a command has a chance to come back. */
const ASK_AGAIN_MS = 1_000;

const UNSENT = { ok: false, code: "disconnected", sentence: UNSENT_SENTENCE } as const;
const UNANSWERED = {
  ok: false,
  code: "outcome-unknown",
  sentence: REFUSAL_SENTENCES["outcome-unknown"],
} as const;

/** Refusals of a join that trying again does not change. */
const FINAL_REFUSALS = [
  "old-version",
  "not-found",
  "not-allowed",
  "cancelled",
  "already-ended",
] as const;

export interface RoomConnectionOptions {
  interviewId: InterviewId;
  role: ParticipantRole;
  openCopy: (plane: Plane) => LocalCopy;
  /** Forgets what this device keeps of the interview; called when it is deleted. */
  forget: () => Promise<void>;
  /** Asked when the line cannot be opened; null, or left out: nobody can say. */
  isSignedIn?: () => Promise<boolean | null>;
  url: string;
  headers?: Record<string, string>;
  openManager?: OpenManager;
}

type Facts = Pick<RoomState, "interview" | "me" | "submitted" | "isStorageAvailable">;

export class RoomConnection {
  readonly shared: PlaneClient;
  readonly private: PlaneClient | null;

  #interviewId: InterviewId;
  #role: ParticipantRole;
  #forget: () => Promise<void>;
  #isSignedIn: () => Promise<boolean | null>;
  #line: Line;
  #askRoom: Ask<typeof roomRequests>;
  #clock: ClockSync;
  #status: RoomStatus = { kind: "connecting" };
  #facts: Facts = { interview: null, me: null, submitted: [], isStorageAvailable: true };
  #state = new ValueStore<RoomState>(
    { ...this.#facts, status: this.#status, roster: [], shared: null, private: null },
    isShallowSame,
  );
  #saved = new ValueStore<SavedState>({ kind: "connecting" }, isSameSaved);
  #isLoaded = false;
  #isClosing = false;
  #isReady = false;
  #isAskingWhetherSignedIn = false;
  #joinWaiters = new Set<() => void>();
  #probeTimer: ReturnType<typeof setTimeout> | undefined;
  #privateTimer: ReturnType<typeof setTimeout> | undefined;
  #stopListening: () => void = () => undefined;
  #hasPublishQueued = false;

  constructor(options: RoomConnectionOptions) {
    this.#interviewId = options.interviewId;
    this.#forget = options.forget;
    this.#isSignedIn = options.isSignedIn ?? (async () => null);
    this.#role = options.role;
    const { url, headers = {}, role, openCopy, openManager } = options;
    this.#line = new Line({
      url,
      headers,
      onLost: () => this.#lineLost(),
      onUnreachable: () => void this.#askWhetherSignedIn(),
      openManager,
    });
    const planeOn = (plane: Plane, socket: Socket) =>
      new PlaneClient({
        plane,
        socket,
        copy: openCopy(plane),
        canWrite: role !== "observer",
        onChange: () => this.#changed(),
      });

    const room = this.#line.socket(ROOM_NAMESPACE);
    this.#askRoom = askOver(room, roomRequests);
    this.shared = planeOn("shared", room);
    this.#listen(room);
    if (role === "interviewer") {
      const socket = this.#line.socket(PRIVATE_NAMESPACE);
      this.private = planeOn("private", socket);
      this.#openPrivately(socket, this.private);
    } else {
      this.private = null;
    }
    this.#clock = new ClockSync({ ask: () => this.#askTime() });
  }

  get state(): Store<RoomState> {
    return this.#state;
  }

  get saved(): Store<SavedState> {
    return this.#saved;
  }

  async start(): Promise<void> {
    await Promise.all(this.#planes().map((plane) => plane.sync.load()));
    if (this.#isClosing) return;
    this.#isLoaded = true;
    this.#stopListening = listenToPage({
      onDoubt: () => this.#doubt(),
      onWake: (missedMs) => {
        this.#clock.woke(missedMs);
        this.#doubt();
      },
    });
    this.#changed();
    this.#line.dial();
  }

  /** Ends everything; what waits stays on this device for the next tab. */
  async stop(): Promise<void> {
    this.#isClosing = true;
    this.#end();
    await Promise.all(this.#planes().map((plane) => plane.destroy()));
  }

  /** Resolves when this device has stored, or given up storing, everything typed so far. */
  async settled(): Promise<void> {
    await Promise.all(this.#planes().map((plane) => plane.sync.settled()));
  }

  serverNow = (): number => this.#clock.now();

  command = async (command: PersonCommand): Promise<CommandOutcome> => {
    // One id for all attempts: the server lets it take effect once.
    const commandId = newCommandId();
    const answer = await this.#askPatiently(() =>
      this.#askRoom("clock:command", { commandId, command }),
    );
    if (!answer.ok) return answer;
    this.#takeSnapshot(answer.value);
    return { ok: true };
  };

  setReady = async (isReady: boolean): Promise<CommandOutcome> => {
    this.#isReady = isReady;
    const answer = await this.#askPatiently(() => this.#askRoom("room:ready", { isReady }));
    return answer.ok ? { ok: true } : answer;
  };

  dismissRefused = (plane: Plane): void => {
    (plane === "shared" ? this.shared : this.private)?.sync.dismissRefused();
  };

  // Joining

  #listen(room: Socket): void {
    room.on("connect", () => void this.#join());
    hear(room, "interview:changed", roomAnnouncements["interview:changed"], (snapshot) =>
      this.#takeSnapshot(snapshot),
    );
    hear(room, "storage:changed", roomAnnouncements["storage:changed"], ({ isAvailable }) =>
      this.#learn({ isStorageAvailable: isAvailable }),
    );
    hear(room, "scorecards:changed", roomAnnouncements["scorecards:changed"], ({ submitted }) =>
      this.#learn({ submitted }),
    );
    hear(room, "room:closing", roomAnnouncements["room:closing"], ({ retryInMs }) =>
      this.#line.comeBackIn(retryInMs),
    );
    hear(room, "room:left", roomAnnouncements["room:left"], ({ reason }) => this.#close(reason));
  }

  #credentials(plane: PlaneClient) {
    const { sender, clientId } = plane.sync;
    return {
      interviewId: this.#interviewId,
      protocol: PROTOCOL_VERSION,
      schemaVersion: SCHEMA_VERSION,
      sender,
      clientId,
    };
  }

  async #join(): Promise<void> {
    const mine = this.#credentials(this.shared);
    const answer = await this.#clock.timed(
      () => this.#askRoom("room:join", mine),
      (joined) => (joined.ok ? joined.value.interview.serverNow : null),
    );
    if (!answer.ok) {
      const reason = FINAL_REFUSALS.find((code) => code === answer.code);
      if (answer.code === "foreign-client") this.shared.sync.renewClientId();
      if (reason) this.#close(reason);
      else this.#line.lost();
      return;
    }
    const { participant, role, isHost, interview, roster, watermark, ...facts } = answer.value;
    // Changed while this page was away: what it would send, the new role may not.
    if (role !== this.#role) {
      this.#close("role-changed");
      return;
    }
    this.#line.joined();
    this.#status = { kind: "open" };
    this.#learn({ me: { participant, role, isHost }, ...facts });
    this.#takeSnapshot(interview);
    this.#clock.refreshSoon();
    this.shared.joined({ clientId: mine.clientId, watermark, roster });
    for (const resolve of this.#joinWaiters) resolve();
    this.#joinWaiters.clear();
    if (this.#isReady) void this.#askRoom("room:ready", { isReady: true });
    this.#dialPrivate();
  }

  /** Set by `#openPrivately` for those who have a private plane. */
  #dialPrivate: () => void = () => undefined;

  #openPrivately(socket: Socket, plane: PlaneClient): void {
    const ask = askOver(socket, privateRequests);
    this.#dialPrivate = () => {
      clearTimeout(this.#privateTimer);
      // Told to connect while it does, the library opens the namespace twice on one line.
      if (this.#line.isJoined && !socket.active) socket.connect();
    };
    let attempt = 0;
    const again = () => {
      clearTimeout(this.#privateTimer);
      this.#privateTimer = setTimeout(this.#dialPrivate, retryDelayMs(attempt, Math.random()));
      attempt += 1;
    };
    socket.on("connect", async () => {
      const mine = this.#credentials(plane);
      const answer = await ask("private:join", mine);
      if (answer.ok) {
        attempt = 0;
        const { watermark, roster } = answer.value;
        plane.joined({ clientId: mine.clientId, watermark, roster });
      } else if (answer.code !== "disconnected") {
        if (answer.code === "foreign-client") plane.sync.renewClientId();
        socket.disconnect();
      }
    });
    socket.on("connect_error", again);
    socket.on("disconnect", () => {
      plane.left();
      again();
    });
  }

  #lineLost(): void {
    this.#clock.stop();
    clearTimeout(this.#probeTimer);
    this.shared.left();
    if (this.#status.kind === "open") this.#status = { kind: "reconnecting" };
    this.#changed();
  }

  /** A page that was away while its sign-in ended has heard nothing of it. */
  async #askWhetherSignedIn(): Promise<void> {
    if (this.#isAskingWhetherSignedIn) return;
    this.#isAskingWhetherSignedIn = true;
    const isSignedIn = await this.#isSignedIn();
    this.#isAskingWhetherSignedIn = false;
    // In between the line may have come back: then the server knows better.
    if (isSignedIn === false && !this.#line.isJoined) this.#close("signed-out");
  }

  #close(reason: ClosedReason): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#end();
    // Told only when this device has stored everything: a page may load itself anew at once.
    void this.settled().then(async () => {
      if (reason === "deleted") await this.#forget();
      this.#status = { kind: "closed", reason, sentence: CLOSED_SENTENCES[reason] };
      this.#changed();
    });
  }

  #end(): void {
    this.#stopListening();
    this.#line.end();
    this.#clock.stop();
    clearTimeout(this.#probeTimer);
    clearTimeout(this.#privateTimer);
    for (const plane of this.#planes()) plane.left();
  }

  /** The network may have changed: a line that looks open has to prove it, a lost one is dialled. */
  #doubt(): void {
    if (!this.#line.isJoined) {
      this.#line.dialNow();
      return;
    }
    clearTimeout(this.#probeTimer);
    this.#probeTimer = setTimeout(() => {
      this.#line.lost();
      this.#line.dialNow();
    }, PROBE_MS);
    this.#clock.refresh();
  }

  async #askTime(): Promise<number | null> {
    const answer = await this.#askRoom("clock:sync", {});
    if (!answer.ok) return null;
    clearTimeout(this.#probeTimer);
    return answer.value.serverNow;
  }

  // Commands

  async #askPatiently<T>(
    ask: () => Promise<Answer<T>>,
  ): Promise<{ ok: true; value: T } | (CommandOutcome & { ok: false })> {
    const patience = timeOut(COMMAND_PATIENCE_MS);
    let mayHaveHappened = false;
    for (;;) {
      const isIn = await Promise.race([this.#joined(), patience]);
      if (!isIn) return mayHaveHappened ? UNANSWERED : UNSENT;
      const answer = await Promise.race([ask(), patience]);
      if (!answer) return UNANSWERED;
      if (answer.ok) return answer;
      // The same command again is what settles it: the server knows whether it took effect.
      mayHaveHappened ||= answer.code === "disconnected" || answer.code === "outcome-unknown";
      if (answer.code === "outcome-unknown") await timeOut(ASK_AGAIN_MS);
      else if (answer.code !== "disconnected")
        return { ok: false, code: answer.code, sentence: REFUSAL_SENTENCES[answer.code] };
    }
  }

  #joined(): Promise<true> {
    if (this.#line.isJoined) return Promise.resolve(true);
    return new Promise((resolve) => this.#joinWaiters.add(() => resolve(true)));
  }

  // The state

  #takeSnapshot({ state, version }: InterviewSnapshot): void {
    // An answer and an announcement of the same change arrive in either order.
    const known = this.#facts.interview;
    if (known && known.version >= version) return;
    this.#learn({ interview: { state, version } });
  }

  #learn(facts: Partial<Facts>): void {
    this.#facts = { ...this.#facts, ...facts };
    this.#changed();
  }

  #planes(): PlaneClient[] {
    return this.private ? [this.shared, this.private] : [this.shared];
  }

  #changed(): void {
    const line = {
      hasBeenOpen: this.#facts.me !== null,
      isOpen: this.#status.kind === "open",
      isStorageAvailable: this.#facts.isStorageAvailable,
    };
    // At once: between an edit and this nobody may be told that everything is saved.
    const saving = this.#planes().map((plane) => plane.saving);
    this.#saved.set(savedState(line, saving));
    if (this.#hasPublishQueued) return;
    this.#hasPublishQueued = true;
    queueMicrotask(() => this.#publish());
  }

  #publish(): void {
    this.#hasPublishQueued = false;
    this.#state.set({
      ...this.#facts,
      status: this.#status,
      roster: this.shared.roster,
      shared: this.#isLoaded ? this.shared.view : null,
      private: this.#isLoaded && this.private ? this.private.view : null,
    });
  }
}

function timeOut(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
