/**
 * Questions a drawing raises by its shape alone: what is in it, and what leads where.
 *
 * None of them is a verdict. An arrow nobody expected may be the best idea of the hour, so a hint is
 * a question, and `fairFrom` says from which phase on a missing part is worth asking about.
 */
import type { BoardHint } from "../domain/content/board-hint";
import { isOffline } from "../domain/content/edge-kind";
import type { BoardEdge, BoardNode } from "./graph";

/** Part of `BoardGraph`, so that a reference canvas can be looked at too. */
export interface HintGraph {
  nodes: readonly Pick<BoardNode, "id" | "stencil">[];
  edges: readonly Pick<BoardEdge, "id" | "from" | "to" | "isTwoWay">[];
}

/** The neighbours that read naturally, by stencil; an unknown stencil has none. */
export type TypicalOut = ReadonlyMap<string, readonly string[]>;

export interface StructuralHint {
  hint: BoardHint;
  question: string;
  /** The failure mode it may point at. */
  failureMode: string | null;
  /** Null: at any time. */
  fairFrom: string | null;
  /** What the question is about; both are empty when something is missing altogether. */
  nodes: readonly string[];
  edges: readonly string[];
}

type Finding = Partial<Pick<StructuralHint, "nodes" | "edges">>;

interface Rule extends Pick<StructuralHint, "hint" | "question" | "failureMode" | "fairFrom"> {
  find(board: Board): Finding[];
}

/** Asked once serving is done: a drawing in the making lacks most things. */
const AFTER_SERVING = "p7-monitoring";

const LABEL_SOURCES = [
  "label-joiner",
  "labelling-service",
  "data-lake",
  "data-validation",
  "feature-store-offline",
  "graph-store",
  "object-store",
];
const SERVES_A_MODEL = ["inference-service", "ranker", "llm-server"];
const ANSWERS_REQUESTS = [...SERVES_A_MODEL, "app-service", "decision-service", "device-runtime"];
const STANDS_IN = ["fallback-heuristic", "cache", "rules-engine"];
const WATCHES = ["monitoring-dashboard", "drift-detector"];
const CORPUS = ["metadata-db", "object-store", "data-lake"];
const VECTOR_INDEXES = ["ann-index", "vector-db"];
const FILLS_AN_INDEX = ["index-builder", "encoder-service"];
/** What passes an answer on to the user unread. */
const PASSES_ON = [
  "llm-server",
  "prompt-gateway",
  "app-service",
  "api-gateway",
  "load-balancer",
  "cdn",
];

const RULES: readonly Rule[] = [
  {
    hint: "hint-unusual-edge",
    question: "What flows along this arrow?",
    failureMode: null,
    fairFrom: null,
    find: (board) =>
      board.edges
        .filter((edge) => !board.isTypical(edge))
        .map(({ id, from, to }) => ({ edges: [id], nodes: [from, to] })),
  },
  {
    hint: "hint-orphan",
    question: "How does this connect?",
    failureMode: "ap-orphan-box",
    fairFrom: null,
    find: (board) =>
      board.nodes
        .filter(({ id }) => !board.edges.some(({ from, to }) => from === id || to === id))
        .map(({ id }) => ({ nodes: [id] })),
  },
  {
    hint: "hint-unused-features",
    question: "Who reads these features at request time?",
    failureMode: "ap-feature-parity",
    fairFrom: null,
    find: (board) =>
      board
        .all(["feature-store-online"])
        .filter((id) => board.next(id).length === 0)
        .map((id) => ({ nodes: [id] })),
  },
  {
    hint: "hint-no-training-input",
    question: "Where do the labels come from?",
    failureMode: "ap-label-handwave",
    fairFrom: null,
    find: (board) =>
      board
        .all(["training-pipeline"])
        .filter((id) => !board.comesFrom(id, LABEL_SOURCES))
        .map((id) => ({ nodes: [id] })),
  },
  {
    hint: "hint-no-log",
    question: "How do outcomes get back into training data?",
    failureMode: "ap-no-feedback-log",
    fairFrom: AFTER_SERVING,
    find: (board) => {
      const isLogged = board
        .all(["event-stream"])
        .some((id) => board.nodes.some((node) => board.next(node.id).includes(id)));
      return board.has(ANSWERS_REQUESTS) && !isLogged ? [{}] : [];
    },
  },
  {
    hint: "hint-no-fallback",
    question: "What does the user see if this box is down?",
    failureMode: "ap-no-fallback",
    fairFrom: AFTER_SERVING,
    find: (board) =>
      board.has(SERVES_A_MODEL) && !board.has(STANDS_IN)
        ? [{ nodes: board.all(SERVES_A_MODEL) }]
        : [],
  },
  {
    hint: "hint-no-monitoring",
    question: "How would you notice a slow decay?",
    failureMode: "ap-no-monitoring",
    fairFrom: AFTER_SERVING,
    find: (board) => (board.nodes.length > 0 && !board.has(WATCHES) ? [{}] : []),
  },
  {
    hint: "hint-one-plane",
    question: "How does a new model get to production?",
    failureMode: "ap-training-serving-mixed",
    fairFrom: AFTER_SERVING,
    find: (board) => {
      const known = board.nodes.flatMap(({ stencil }) => (stencil === null ? [] : [stencil]));
      const offline = known.filter(isOffline).length;
      return known.length > 0 && (offline === 0 || offline === known.length) ? [{}] : [];
    },
  },
  {
    hint: "hint-corpus-scoring",
    question: "How many items would that score per request?",
    failureMode: "ap-score-whole-corpus",
    fairFrom: null,
    find: (board) => {
      const corpus = board.all(CORPUS);
      const rankers = board.all(["ranker"]);
      return board.edges
        .filter(({ from, to }) => corpus.includes(from) && rankers.includes(to))
        .map(({ id, from, to }) => ({ edges: [id], nodes: [from, to] }));
    },
  },
  {
    hint: "hint-index-refresh",
    question: "How and when is the index refreshed?",
    failureMode: "ap-stale-index",
    fairFrom: null,
    find: (board) =>
      board
        .all(VECTOR_INDEXES)
        .filter((id) => !board.comesFrom(id, FILLS_AN_INDEX))
        .map((id) => ({ nodes: [id] })),
  },
  {
    hint: "hint-llm-no-guardrail",
    question: "What stops unsafe or ungrounded output?",
    failureMode: "ap-no-guardrail",
    fairFrom: null,
    find: (board) =>
      board
        .all(["llm-server"])
        .filter((id) => board.reaches(id, "client", PASSES_ON))
        .map((id) => ({ nodes: [id] })),
  },
];

/** Everything worth a question, in the order of the rules; a caller shows one at a time at most. */
export function structuralHints(graph: HintGraph, typicalOut: TypicalOut): StructuralHint[] {
  const board = new Board(graph, typicalOut);
  return RULES.flatMap(({ find, ...rule }) =>
    find(board).map((finding) => ({ nodes: [], edges: [], ...rule, ...finding })),
  );
}

class Board {
  readonly nodes: HintGraph["nodes"];
  readonly edges: HintGraph["edges"];
  private readonly stencils: ReadonlyMap<string, string | null>;
  private readonly forward = new Map<string, string[]>();
  private readonly backward = new Map<string, string[]>();

  constructor(
    graph: HintGraph,
    private readonly typicalOut: TypicalOut,
  ) {
    this.nodes = graph.nodes;
    this.edges = graph.edges;
    this.stencils = new Map(graph.nodes.map(({ id, stencil }) => [id, stencil]));
    for (const { from, to, isTwoWay } of graph.edges) {
      this.connect(from, to);
      if (isTwoWay) this.connect(to, from);
    }
  }

  /** The boxes made from any of these stencils. */
  all(stencils: readonly string[]): string[] {
    return this.nodes
      .filter(({ stencil }) => stencil !== null && stencils.includes(stencil))
      .map(({ id }) => id);
  }

  has(stencils: readonly string[]): boolean {
    return this.all(stencils).length > 0;
  }

  next(id: string): readonly string[] {
    return this.forward.get(id) ?? [];
  }

  /** Whether something made from one of these stencils leads here, however far away. */
  comesFrom(id: string, stencils: readonly string[]): boolean {
    const sources = new Set(this.all(stencils));
    return walk(id, (at) => this.backward.get(at) ?? []).some((at) => sources.has(at));
  }

  /** Whether a path leads from here to a box made from `target`, over these stencils alone. */
  reaches(id: string, target: string, over: readonly string[]): boolean {
    const passing = new Set(this.all(over));
    const targets = new Set(this.all([target]));
    return walk(id, (at) => (passing.has(at) ? this.next(at) : [])).some((at) => targets.has(at));
  }

  /** Arrows to or from a shape drawn by hand are never unusual: nobody knows what it stands for. */
  isTypical({ from, to, isTwoWay }: HintGraph["edges"][number]): boolean {
    const source = this.stencils.get(from);
    const sink = this.stencils.get(to);
    if (!source || !sink) return true;
    const isListed = (a: string, b: string) => this.typicalOut.get(a)?.includes(b) ?? false;
    return isListed(source, sink) || (isTwoWay && isListed(sink, source));
  }

  private connect(from: string, to: string): void {
    this.forward.set(from, [...(this.forward.get(from) ?? []), to]);
    this.backward.set(to, [...(this.backward.get(to) ?? []), from]);
  }
}

/** Everything that can be reached by following `next`, the start left out. */
function walk(start: string, next: (id: string) => readonly string[]): string[] {
  const seen = new Set<string>();
  const waiting = [...next(start)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...next(at));
  }
  return [...seen];
}
