/** What the database of the tests holds, past every page and service. */
import { InterviewId } from "@/lib/domain/ids";
import type { Rebuilt } from "@/lib/recording/rebuild";
import { documentJson, plainText } from "@/lib/room-document/document-json";
import type { Db } from "../../server/db/client";
import { connectDatabase } from "../../server/db/open-database";
import { loadFinalState } from "../../server/services/final-state";

/** The database that `global-setup.ts` made. */
export function sharedDatabaseUrl(): string {
  const url = process.env.E2E_DATABASE_URL;
  if (!url) throw new Error("The database of the tests has no address.");
  return url;
}

export async function withDatabase<T>(
  act: (db: Db) => Promise<T>,
  url = sharedDatabaseUrl(),
): Promise<T> {
  const db = connectDatabase(url);
  try {
    return await act(db);
  } finally {
    await db.$disconnect();
  }
}

/** The shared document rebuilt from the log alone. */
export async function recorded(interviewId: string, url?: string): Promise<Rebuilt> {
  const state = await withDatabase(
    (db) => loadFinalState(db, InterviewId.parse(interviewId), "shared"),
    url,
  );
  if (!state) throw new Error("There is no such interview.");
  return state;
}

export async function recordedText(interviewId: string, url?: string): Promise<string> {
  return plainText(documentJson((await recorded(interviewId, url)).doc));
}
