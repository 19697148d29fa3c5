/** What people ask of the clock and of the interview's life. */
import { randomUUID } from "node:crypto";
import { CommandId, type InterviewId } from "@/lib/domain/ids";
import type { InterviewStatus, PersonCommand } from "@/lib/domain/interview";
import { type Action, may } from "@/lib/domain/roles";
import { SOCKET_REQUESTS } from "@/lib/domain/surfaces";
import type { RefusalCode } from "@/lib/protocol/refusals";
import type { Db } from "../db/client";
import type { Log } from "../log";
import { changeInterview } from "../services/change-interview";
import type { Connection } from "./connection";

function actionOf(command: PersonCommand): Action {
  return command.type === "cancel" ? "interview:cancel" : SOCKET_REQUESTS["/room clock:command"];
}

const STATES: readonly InterviewStatus[] = ["scheduled", "lobby", "live"];

/**
 * Carries a person's command out. Whether the role may command at all is asked here;
 * whether this is the state for it is the rule's to say, with a better word than
 * "not allowed".
 *
 * @returns why not, or null; `outcome-unknown` when the database did not answer: it may take
 *   effect yet, and the same command sent again settles it
 */
export async function commandInterview(
  { db, log }: { db: Db; log: Log },
  interviewId: InterviewId,
  connection: Connection,
  commandId: CommandId,
  command: PersonCommand,
): Promise<RefusalCode | null> {
  const action = actionOf(command);
  if (!STATES.some((status) => may(connection.asker, action, status))) return "not-allowed";
  const author = connection.participant;
  try {
    const changed = await changeInterview(db, interviewId, commandId, command, author);
    return changed.ok ? null : changed.code;
  } catch (error) {
    log.error("A command's outcome is not known", { error, interviewId });
    return "outcome-unknown";
  }
}

/** The first person has come: a scheduled interview becomes a lobby. Somebody else may be faster. */
export async function openLobby(db: Db, interviewId: InterviewId): Promise<void> {
  await changeInterview(db, interviewId, CommandId.parse(randomUUID()), { type: "open" });
}
