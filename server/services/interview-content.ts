/** The content an interview started with, whatever the files say by now. */
import { Case } from "@/lib/domain/content/case";
import { Framework } from "@/lib/domain/content/framework";
import { Rubric } from "@/lib/domain/content/rubric";
import { findContentVersion } from "../db/content-versions";
import type { ContentRef, InterviewRecord } from "../db/interviews";
import type { ServiceContext } from "./context";

type Kind = "case" | "framework" | "rubric";

// Versions never change once stored, so what was parsed once may be kept for good.
// A few dozen small records: an installation has tens of versions, not thousands.
const parsed = new Map<string, Case | Framework | Rubric>();

async function load<T extends Case | Framework | Rubric>(
  context: ServiceContext,
  kind: Kind,
  ref: ContentRef,
  schema: { parse(body: unknown): T },
): Promise<T> {
  const key = `${kind}/${ref.id}/${ref.version}`;
  const known = parsed.get(key);
  // The key names the kind, so what is kept under it was parsed by the same schema.
  if (known) return known as T;
  const version = await findContentVersion(context.db, kind, ref.id, ref.version);
  if (!version) throw new Error(`An interview refers to content that is not stored: ${key}`);
  const value = schema.parse(version.body);
  parsed.set(key, value);
  return value;
}

export function caseOf(context: ServiceContext, interview: Pick<InterviewRecord, "case">) {
  return load<Case>(context, "case", interview.case, Case);
}

export function frameworkOf(
  context: ServiceContext,
  interview: Pick<InterviewRecord, "framework">,
) {
  return load<Framework>(context, "framework", interview.framework, Framework);
}

export function rubricOf(context: ServiceContext, interview: Pick<InterviewRecord, "rubric">) {
  return load<Rubric>(context, "rubric", interview.rubric, Rubric);
}
