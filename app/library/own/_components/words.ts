/** The words people see for the states and refusals of our own content. */
import { MAX_OWN_BYTES, MAX_OWN_ITEMS, type OwnKind } from "@/lib/domain/content/own-content";
import type { ChipTone } from "../../../_components/chip";

export const KIND_WORDS: Record<OwnKind, { one: string; many: string }> = {
  case: { one: "Case", many: "Cases" },
  framework: { one: "Framework", many: "Frameworks" },
  rubric: { one: "Rubric", many: "Rubrics" },
};

export function titleWords(title: string, kind: OwnKind): string {
  return title === "" ? `${KIND_WORDS[kind].one} without a title` : title;
}

interface State {
  publishedVersion: number | null;
  isWithdrawn: boolean;
  hasChanges: boolean;
}

/** Where an item stands, the most telling first. */
export function stateChips(state: State): { words: string; tone: ChipTone }[] {
  const { publishedVersion, isWithdrawn, hasChanges } = state;
  if (publishedVersion === null) return [{ words: "Draft", tone: "neutral" }];
  return [
    isWithdrawn
      ? { words: `Withdrawn, version ${publishedVersion}`, tone: "warn" }
      : { words: `Published, version ${publishedVersion}`, tone: "ok" },
    ...(hasChanges ? [{ words: "Draft differs", tone: "info" as const }] : []),
  ];
}

const SENTENCES: Readonly<Record<string, string>> = {
  "not-found": "This is not there any more, or you may not write content any more.",
  "too-many": `There are ${MAX_OWN_ITEMS} drafts and published items already. Delete a draft first.`,
  "too-long": `A file has at most ${MAX_OWN_BYTES / 1024} KB.`,
  unstorable: "There are characters in it that are not text. Save the file as plain UTF-8 text.",
  "unknown-kind":
    "The file does not say whether it is a case, a framework or a rubric. Choose what it is.",
  published: "It has been published, so interviews may refer to it. Withdraw it instead.",
  wrong: "There are problems in the draft. Correct them first.",
  unchanged: "Nothing that an interview reads differs from the published version.",
  "id-taken": "Something else is published under this id. Choose another id in the draft.",
  stale: "The draft was saved somewhere else meanwhile. Reload the page to see it.",
};

export const UNREACHABLE = "The server could not be reached. Nothing was changed; try again.";

export function refusalSentence(code: string): string {
  return SENTENCES[code] ?? UNREACHABLE;
}
