import type { SenderId } from "@/lib/domain/ids";
import type { Answer, PlaneLink } from "./answers";
import type { Frame } from "./outbox";

/** @returns the answer for the whole frame: the first refusal, or that all of it is committed */
export async function askToStore(
  link: PlaneLink,
  sender: SenderId,
  frame: Exclude<Frame, { kind: "too-large" }>,
): Promise<Answer<{ lastSeq: number }>> {
  if (frame.kind === "updates") {
    const { firstSeq, updates } = frame;
    return link.ask("doc:update", { sender, firstSeq, updates });
  }
  const parts = frame.parts.length;
  const asked = frame.parts.map((bytes, part) =>
    link.ask("doc:part", { sender, seq: frame.lastSeq, part, parts, bytes }),
  );
  const answers = await Promise.all(asked);
  const refused = answers.find((answer) => !answer.ok);
  return refused ?? { ok: true, value: { lastSeq: frame.lastSeq } };
}
