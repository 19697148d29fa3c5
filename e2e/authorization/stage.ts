/**
 * An interview in a chosen state, and everybody a request about it can come from.
 *
 * Each state has words of its own, planted where only some may read; so a word found in somebody's
 * bytes says what leaked and out of which state.
 */
import { randomUUID } from "node:crypto";
import type { InterviewId, ParticipantNumber } from "@/lib/domain/ids";
import { SignInId, UserId } from "@/lib/domain/ids";
import type { InterviewCommand, InterviewStatus } from "@/lib/domain/interview";
import type { Asker } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { documentOf } from "@/lib/room-document/roots";
import { saveDraft, submitCard } from "../../server/db/scorecards";
import { interviewDatabase, wholeDraft } from "../../server/services/testing/interview-database";
import { addParagraph, addTo, writeInRoom } from "../../server/services/testing/write-in-room";
import { canary, plantInContent } from "../support/canary";

/** Who they are to the interview; what they may follows from the permission table alone. */
const ASKERS = {
  anonymous: { standing: "anonymous", isHost: false, isAdmin: false, isCoach: false },
  outsider: { standing: "outsider", isHost: false, isAdmin: false, isCoach: false },
  coach: { standing: "outsider", isHost: false, isAdmin: false, isCoach: true },
  admin: { standing: "outsider", isHost: false, isAdmin: true, isCoach: false },
  // Once an interviewer: whoever could read most has most to lose.
  removed: { standing: "removed", isHost: false, isAdmin: false, isCoach: false },
  observer: { standing: "observer", isHost: false, isAdmin: false, isCoach: false },
  candidate: { standing: "candidate", isHost: false, isAdmin: false, isCoach: false },
  interviewer: { standing: "interviewer", isHost: false, isAdmin: false, isCoach: false },
  host: { standing: "interviewer", isHost: true, isAdmin: false, isCoach: false },
  "former host": { standing: "removed", isHost: true, isAdmin: false, isCoach: false },
  solo: { standing: "solo", isHost: true, isAdmin: false, isCoach: false },
} as const satisfies Record<string, Asker>;

export type Who = keyof typeof ASKERS;
export const EVERYBODY = Object.keys(ASKERS) as Who[];
export const askerOf = (who: Who): Asker => ASKERS[who];

/** How an interview comes into each state, after it was created. */
const WAYS: Record<InterviewStatus, InterviewCommand[]> = {
  scheduled: [],
  lobby: [],
  live: [{ type: "start" }],
  debrief: [{ type: "start" }, { type: "end" }],
  finished: [{ type: "start" }, { type: "end" }, { type: "finish", reason: "released" }],
  cancelled: [{ type: "cancel" }],
};
export const STATUSES = Object.keys(WAYS) as InterviewStatus[];

const TOMORROW_MS = 24 * 60 * 60_000;

export type Words = Record<"brief" | "notes" | "draft" | "card" | "prompt" | "document", string>;

export interface Stage {
  interviewId: InterviewId;
  status: InterviewStatus;
  /** The seats people hold or held, by number. */
  seats: Partial<Record<Who, ParticipantNumber>>;
  /** Null for somebody who is not signed in. */
  viewerOf(who: Who): Viewer | null;
  /** Somebody who can be in the room with whoever is looked at. */
  watcher: Viewer;
  /** The token in the observers' link. */
  token: string;
}

/** A draft of the installation's own content, about no interview. */
export const OWN_ITEM = randomUUID();

/** Seats by number, the host's first. */
const PANEL: Who[] = ["host", "interviewer", "candidate", "observer", "removed"];
const SOLO: Who[] = ["solo"];
const LEFT: Who[] = ["former host", "interviewer", "candidate"];

export function theatre() {
  const data = interviewDatabase();
  const db = () => data.context().db;
  const stages = new Map<string, Promise<Stage>>();
  const words = new Map<InterviewStatus, Words>();
  const versions = new Map<InterviewStatus, { caseVersion: number; frameworkVersion: number }>();

  function wordsIn(status: InterviewStatus): Words {
    const known = words.get(status);
    if (known) return known;
    const made = Object.fromEntries(
      ["brief", "notes", "draft", "card", "prompt", "document"].map((what) => [
        what,
        canary(`${status}${what}`),
      ]),
    ) as Words;
    words.set(status, made);
    return made;
  }

  /** Many people at once, each with a browser that is signed in. */
  async function people(names: readonly Who[]): Promise<Map<Who, Viewer>> {
    const viewers = new Map(
      names.map((who): [Who, Viewer] => [
        who,
        {
          userId: UserId.parse(randomUUID()),
          name: `The ${who}`,
          isGuest: true,
          isAdmin: askerOf(who).isAdmin,
          isCoach: askerOf(who).isCoach,
          signInId: SignInId.parse(randomUUID()),
        },
      ]),
    );
    const all = [...viewers.values()];
    await db().user.createMany({
      data: all.map(({ userId: id, name, isAdmin, isCoach }) => ({ id, name, isAdmin, isCoach })),
    });
    const expiresAt = new Date(Date.now() + TOMORROW_MS);
    await db().signIn.createMany({
      data: all.map(({ signInId: id, userId }) => ({ id, userId, expiresAt })),
    });
    return viewers;
  }

  async function build(status: InterviewStatus, seated: Who[], isPlanted: boolean): Promise<Stage> {
    const viewers = await people([...new Set<Who>([...seated, "outsider", "coach", "admin"])]);
    await db().ownContent.createMany({
      data: [{ id: OWN_ITEM, kind: "rubric", title: "Ours", draft: "name: Ours" }],
      skipDuplicates: true,
    });
    const viewerOf = (who: Who): Viewer | null => viewers.get(who) ?? null;
    const host = viewerOf(seated[0] ?? "host");
    const watcher = viewerOf(seated === LEFT ? "interviewer" : (seated[0] ?? "host"));
    if (!host || !watcher) throw new Error("An interview has a host.");
    const interviewId = await data.create(host, {
      role: seated === SOLO ? "solo" : "interviewer",
      scheduledFor: status === "scheduled" ? new Date(Date.now() + TOMORROW_MS) : null,
    });
    const token = await data.token(host, interviewId, "observer");
    await db().participant.createMany({
      data: seated.slice(1).map((who, i) => ({
        interviewId,
        number: i + 2,
        userId: viewerOf(who)?.userId ?? null,
        role: who === "removed" ? "interviewer" : who,
        removedAt: who === "removed" ? new Date() : null,
      })),
    });
    if (seated === LEFT)
      await db().participant.updateMany({
        where: { interviewId, userId: host.userId },
        data: { removedAt: new Date() },
      });
    if (isPlanted) await plant(interviewId, status, seated);
    for (const step of WAYS[status]) await data.command(interviewId, step);
    const seats = Object.fromEntries(seated.map((who, i) => [who, i + 1]));
    return { interviewId, status, viewerOf, seats, watcher, token };
  }

  async function plant(id: InterviewId, status: InterviewStatus, seated: Who[]): Promise<void> {
    const { brief, prompt, notes, draft, card, document } = wordsIn(status);
    let version = versions.get(status);
    if (!version) {
      await plantInContent(id, { secret: brief, open: prompt }, data.url());
      const { caseVersion, frameworkVersion } = await db().interview.findUniqueOrThrow({
        where: { id },
      });
      version = { caseVersion, frameworkVersion };
      versions.set(status, version);
    }
    await db().interview.update({ where: { id }, data: version });
    await writeInRoom(db(), id, (doc) => addParagraph(doc, document));
    await writeInRoom(db(), id, (doc) => addTo(documentOf(doc, "private"), notes), "private");
    const [first, second] = [1, 2] as ParticipantNumber[];
    const kind = seated === SOLO ? "self" : "interviewer";
    if (first) await saveDraft(db(), id, first, kind, wholeDraft(draft));
    const submitted = { ...wholeDraft(card), ratings: wholeRatings(card) };
    if (second && seated !== SOLO) await submitCard(db(), id, second, "interviewer", submitted);
  }

  return {
    data,
    db,
    wordsIn,

    /** The interview in this state that everybody looks at; nobody may have changed it. */
    stageFor(who: Who, status: InterviewStatus): Promise<Stage> {
      const seated = seatedWith(who);
      const key = `${status} ${seated.join()}`;
      const known = stages.get(key) ?? build(status, seated, true);
      stages.set(key, known);
      return known;
    },

    /** One of its own, for what changes it. */
    freshStageFor(who: Who, status: InterviewStatus): Promise<Stage> {
      return build(status, seatedWith(who), false);
    },

    /** The same with words in it. */
    plantedStageFor(who: Who, status: InterviewStatus): Promise<Stage> {
      return build(status, seatedWith(who), true);
    },

    /** Everything a request could have changed about an interview and the person who asked. */
    async fingerprint({ interviewId }: Stage, viewer: Viewer | null): Promise<string> {
      const rows = await db().$queryRaw`
        SELECT
          (SELECT to_jsonb(i) FROM interviews i WHERE i.id = ${interviewId}::uuid) AS interview,
          (SELECT jsonb_agg(p ORDER BY p.number) FROM participants p
            WHERE p.interview_id = ${interviewId}::uuid) AS participants,
          (SELECT jsonb_agg(v ORDER BY v.id) FROM invites v
            WHERE v.interview_id = ${interviewId}::uuid) AS invites,
          (SELECT jsonb_agg(s ORDER BY s.author) FROM scorecards s
            WHERE s.interview_id = ${interviewId}::uuid) AS scorecards,
          (SELECT jsonb_agg(h ORDER BY h.id) FROM log_heads h JOIN interviews i
            ON h.id IN (i.shared_log, i.private_log) WHERE i.id = ${interviewId}::uuid) AS logs,
          (SELECT to_jsonb(o) FROM own_content o WHERE o.id = ${OWN_ITEM}::uuid) AS own,
          (SELECT to_jsonb(u) FROM users u WHERE u.id = ${viewer?.userId ?? null}::uuid) AS person`;
      return JSON.stringify(rows);
    },
  };
}

export type Theatre = ReturnType<typeof theatre>;

function seatedWith(who: Who): Who[] {
  if (who === "solo") return SOLO;
  return who === "former host" ? LEFT : PANEL;
}

function wholeRatings(evidence: string) {
  return Object.fromEntries(
    Object.entries(wholeDraft(evidence).ratings).map(([id, { score }]) => [
      id,
      { score: score ?? "not-observed", evidence },
    ]),
  );
}
