/** Words that must not get out, put where secrets are. */
import { randomUUID } from "node:crypto";
import { Case } from "@/lib/domain/content/case";
import { Framework } from "@/lib/domain/content/framework";
import { withDatabase } from "./stored";

/** A word nothing else can contain; letters and digits, so that it is written in one way everywhere. */
export function canary(what: string): string {
  return `Canary${what}${randomUUID().replaceAll("-", "")}`;
}

/** The same value with a word at the end of every sentence in it; names and ids stay as they are. */
function withWord<T>(value: T, word: string): T {
  if (typeof value === "string") return (value.includes(" ") ? `${value} ${word}` : value) as T;
  if (Array.isArray(value)) return value.map((inner) => withWord(inner, word)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withWord(inner, word)]),
  ) as T;
}

/**
 * Gives an interview versions of its case and framework of its own: with `secret` in every sentence
 * only an interviewer may read, and `open` in the prompt that everybody reads.
 */
export async function plantInContent(
  interviewId: string,
  words: { secret: string; open: string },
  databaseUrl?: string,
): Promise<void> {
  await withDatabase(async (db) => {
    const interview = await db.interview.findUniqueOrThrow({ where: { id: interviewId } });
    const bodyOf = async (kind: string, id: string, version: number) =>
      (
        await db.contentVersion.findUniqueOrThrow({
          where: { kind_id_version: { kind, id, version } },
        })
      ).body;
    const chosen = Case.parse(await bodyOf("case", interview.caseId, interview.caseVersion));
    const framework = Framework.parse(
      await bodyOf("framework", interview.frameworkId, interview.frameworkVersion),
    );
    // A version nobody has; what is cached under it can only be this one.
    const version = 1_000 + Math.floor(Math.random() * 1_000_000);
    const planted = [
      {
        kind: "case",
        body: {
          ...chosen,
          version,
          prompt: `${chosen.prompt.replace(/[.]$/, "")} ${words.open}.`,
          interviewer: withWord(chosen.interviewer, words.secret),
        },
      },
      {
        kind: "framework",
        body: {
          ...framework,
          version,
          acrossPhases: withWord(framework.acrossPhases, words.secret),
          phases: framework.phases.map((phase) => {
            if (!phase.isScored) return phase;
            const { checklist, probes, mistakes, signals } = phase;
            return {
              ...phase,
              ...withWord({ checklist, probes, mistakes, signals }, words.secret),
            };
          }),
        },
      },
    ];
    for (const { kind, body } of planted) {
      const id = body.id;
      await db.contentVersion.create({
        data: { kind, id, version, hash: `planted-${version}`, body },
      });
    }
    await db.interview.update({
      where: { id: interviewId },
      data: { caseVersion: version, frameworkVersion: version },
    });
  }, databaseUrl);
}
