/** What a new piece of content starts as: every field there has to be, with nothing in it yet. */
import { stringify } from "yaml";
import type { ContentKind } from "@/lib/domain/content/content-item";
import { STOCK_CURVEBALLS } from "@/lib/domain/content/interviewer-material";
import { OWN_PREFIX } from "@/lib/domain/content/own-content";
import type { Content } from "./load-content";

// Every part is written out: names for later are refused when a text is read.
const LAYOUT = {
  lineWidth: 100,
  flowCollectionPadding: false,
  aliasDuplicateObjects: false,
} as const;

type Shelf = Pick<Content, "defaultFramework" | "defaultRubric" | "vocabulary">;

export function blankText(kind: ContentKind, content: Shelf): string {
  return stringify(blankBody(kind, content), LAYOUT);
}

/** A shipped or published body as text. */
export function textOf(body: unknown): string {
  return stringify(body, LAYOUT);
}

function blankBody(kind: ContentKind, content: Shelf): unknown {
  switch (kind) {
    case "case":
      return blankCase([...content.vocabulary.phases]);
    case "framework":
      return { ...emptied(content.defaultFramework), id: `${OWN_PREFIX}framework`, version: 1 };
    case "rubric":
      return { ...emptied(content.defaultRubric), id: `${OWN_PREFIX}rubric`, version: 1 };
    default:
      return kind satisfies never;
  }
}

function blankCase(phases: readonly string[]) {
  const id = `${OWN_PREFIX}case`;
  const perPhase = <T>(value: T) => Object.fromEntries(phases.map((phase) => [phase, value]));
  const [first = ""] = phases;
  return {
    id,
    version: 1,
    title: "",
    domain: "",
    difficulty: 2,
    focus: ["c-framing"],
    prompt: "",
    candidateBrief: [""],
    interviewer: {
      origin: "A case of our own.",
      levels: ["mid", "senior", "staff"],
      timeProfile: "tp-balanced",
      responsibility: "optional",
      flags: [],
      twoMinuteRead: {
        trap: "",
        keyFacts: [""],
        listenFirstHalf: "",
        listenSecondHalf: "",
        weakSigns: [""],
        bestCurveballs: "",
        shortOnTime: "",
      },
      facts: [
        {
          id: `${id}.fact.goal`,
          topic: "",
          asks: [""],
          answer: "",
          requirementClass: "req-business",
        },
      ],
      signatureConstraints: [""],
      scaleSheet: [{ calc: "1e6 / 86400", result: 11.57, says: "" }],
      checklist: phases.map((phase) => ({
        id: `${id}.${phase.split("-")[0]}.first`,
        phase,
        priority: "must",
        competencies: ["c-framing"],
        text: "",
        noticedBy: { terms: [""], stencils: [] },
      })),
      probes: perPhase([""]),
      hints: perPhase({ nudge: "", narrow: "", tell: "" }),
      curveballs: STOCK_CURVEBALLS.map((stock, i) => ({
        id: `${id}.cb${i + 1}`,
        title: "",
        when: "any",
        stock,
        say: "",
        listenFor: [""],
        competency: "c-tradeoffs",
      })),
      decisionPoints: [
        {
          id: `${id}.dp1`,
          title: "",
          phase: first,
          options: Array.from({ length: 2 }, () => ({
            option: "",
            rightWhen: "",
            costs: "",
            naiveFailure: "",
          })),
          defensible: "",
        },
      ],
      variants: [],
      whatGoodLooksLike: { mid: "", senior: "", staff: "" },
      outline: perPhase([""]),
      referenceCanvas: { nodes: [], edges: [] },
      failureModes: [{ id: "first-failure", text: "" }],
      references: [""],
    },
  };
}

/** Ids, choices out of a list and numbers stay; what a person would have written is gone. */
function emptied<T>(body: T): T {
  return JSON.parse(JSON.stringify(body), (_, value: unknown) =>
    typeof value === "string" && !IS_A_NAME.test(value) ? "" : value,
  );
}

const IS_A_NAME = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
