import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { InterviewId } from "@/lib/domain/ids";
import type { Result } from "@/lib/domain/result";
import type { Viewer } from "@/lib/domain/viewer";
import { cancelInterview } from "./cancel-interview";
import type { ServiceContext } from "./context";
import { deleteInterview } from "./delete-interview";
import { exportCanvas, exportMarkdown } from "./export-review";
import { loadInterview } from "./load-interview";
import { loadReview } from "./load-review";
import { loadRoom } from "./load-room";
import { changeJoinLink, leaveInterview, listJoinLinks, removeParticipant } from "./manage-people";
import { interviewDatabase, unwrap, wholeDraft } from "./testing/interview-database";
import { releaseScorecards, saveScorecardDraft, submitScorecard } from "./write-scorecard";

type Service = (
  viewer: Viewer,
  id: InterviewId,
  context: ServiceContext,
) => Promise<Result<unknown, string>>;

/** Every service about one interview. */
const SERVICES: Record<string, Service> = {
  loadInterview,
  loadRoom,
  loadReview,
  exportMarkdown,
  exportCanvas,
  listJoinLinks,
  reissueLink: (viewer, id, context) => changeJoinLink(viewer, id, "candidate", "reissue", context),
  revokeLink: (viewer, id, context) => changeJoinLink(viewer, id, "candidate", "revoke", context),
  removeParticipant: (viewer, id, context) => removeParticipant(viewer, id, 1, context),
  leaveInterview,
  saveDraft: (viewer, id, context) => saveScorecardDraft(viewer, id, wholeDraft("x"), context),
  submitCard: (viewer, id, context) => submitScorecard(viewer, id, wholeDraft("x"), context),
  releaseScorecards,
  cancelInterview,
  deleteInterview,
};

const STATES = ["lobby", "live", "debrief", "finished", "cancelled"] as const;

const { context, person, create, join, command } = interviewDatabase();

async function inState(state: (typeof STATES)[number]): Promise<{ id: InterviewId; left: Viewer }> {
  const ana = await person("Ana");
  const id = await create(ana);
  const left = await join(ana, id, "candidate", "Ben");
  unwrap(await leaveInterview(left, id, context()));
  if (state === "cancelled") await command(id, { type: "cancel" });
  if (state === "live" || state === "debrief" || state === "finished")
    await command(id, { type: "start" });
  if (state === "debrief" || state === "finished") await command(id, { type: "end" });
  if (state === "finished") await command(id, { type: "finish", reason: "released" });
  return { id, left };
}

test.each(STATES)(
  "[J2] for a stranger and for somebody who left, %s or missing is the same",
  async (state) => {
    const { id, left } = await inState(state);
    const missing = InterviewId.parse(randomUUID());
    const before = await context().db.interview.findUnique({ where: { id } });
    const admin = { ...(await person("Admin")), isAdmin: true };
    const coach = { ...(await person("Coach")), isCoach: true };
    for (const viewer of [await person("Stranger"), left, coach, admin]) {
      for (const [name, service] of Object.entries(SERVICES)) {
        const answers = [
          await service(viewer, id, context()),
          await service(viewer, missing, context()),
        ];
        expect(answers, name).toEqual(Array(2).fill({ ok: false, code: "not-found" }));
      }
    }
    expect(await context().db.interview.findUnique({ where: { id } })).toEqual(before);
    expect(await context().db.scorecard.count({ where: { interviewId: id } })).toBe(0);
  },
);
