import { describe, expect, test } from "vitest";
import { type HintGraph, structuralHints } from "./structural-hints";

const TYPICAL = new Map([
  ["client", ["app-service"]],
  ["app-service", ["client", "ranker", "event-stream", "prompt-gateway"]],
  ["prompt-gateway", ["llm-server", "app-service", "guardrail"]],
  ["llm-server", ["prompt-gateway", "guardrail", "event-stream"]],
  ["guardrail", ["app-service"]],
  ["event-stream", ["app-service", "label-joiner"]],
]);

/** `client > app-service`, `app-service = ranker` for both ways, or a box alone. */
function graph(...lines: string[]): HintGraph {
  const edges = lines.flatMap((line) => {
    const [from, way, to] = line.split(" ");
    return from && to ? [{ id: line, from, to, isTwoWay: way === "=" }] : [];
  });
  const names = new Set(lines.flatMap((line) => line.split(/ [>=] /)));
  return { nodes: [...names].map((id) => ({ id, stencil: id })), edges };
}

const hintsOf = (...lines: string[]) => structuralHints(graph(...lines), TYPICAL);

/** Whether the drawing raises the hint; what else it raises is left aside. */
const raises = (hint: string, ...lines: string[]) =>
  hintsOf(...lines).some((each) => each.hint === hint);

test("an empty board raises no question", () => {
  expect(structuralHints({ nodes: [], edges: [] }, TYPICAL)).toEqual([]);
});

describe("an arrow", () => {
  test("between components that are no usual neighbours is asked about, with both of them", () => {
    expect(hintsOf("client > ranker")[0]).toMatchObject({
      hint: "hint-unusual-edge",
      edges: ["client > ranker"],
      nodes: ["client", "ranker"],
      fairFrom: null,
    });
    expect(raises("hint-unusual-edge", "client > app-service")).toBe(false);
  });

  test("the wrong way round is unusual, and with two heads it is not", () => {
    expect(raises("hint-unusual-edge", "ranker > app-service")).toBe(true);
    expect(raises("hint-unusual-edge", "ranker = app-service")).toBe(false);
  });

  test("to a shape drawn by hand may mean anything", () => {
    const drawn: HintGraph = {
      nodes: [
        { id: "a", stencil: "client" },
        { id: "b", stencil: null },
      ],
      edges: [{ id: "e", from: "a", to: "b", isTwoWay: false }],
    };
    expect(structuralHints(drawn, TYPICAL).map(({ hint }) => hint)).not.toContain(
      "hint-unusual-edge",
    );
  });
});

test("each box without an arrow is asked about, also one drawn by hand", () => {
  const drawn: HintGraph = {
    nodes: [
      { id: "a", stencil: "cache" },
      { id: "b", stencil: null },
    ],
    edges: [],
  };
  const orphans = structuralHints(drawn, TYPICAL).filter(({ hint }) => hint === "hint-orphan");
  expect(orphans.map(({ nodes }) => nodes)).toEqual([["a"], ["b"]]);
});

test("online features nobody reads are asked about, and a reader settles it", () => {
  const write = "feature-pipeline > feature-store-online";
  expect(raises("hint-unused-features", write)).toBe(true);
  expect(raises("hint-unused-features", write, "feature-store-online > ranker")).toBe(false);
});

test("training without a source of labels is asked about, however far away the source is", () => {
  expect(raises("hint-no-training-input", "gpu-pool > training-pipeline")).toBe(true);
  expect(
    raises(
      "hint-no-training-input",
      "label-joiner > feature-pipeline",
      "feature-pipeline > training-pipeline",
    ),
  ).toBe(false);
  // The arrow leads away from training, so nothing comes in by it.
  expect(raises("hint-no-training-input", "training-pipeline > object-store")).toBe(true);
});

describe("late in the interview", () => {
  const late = (...lines: string[]) =>
    hintsOf(...lines).filter(({ fairFrom }) => fairFrom === "p7-monitoring");

  test("a request path alone lacks a log, a fallback, a watch and an offline plane", () => {
    expect(late("client > app-service", "app-service > ranker").map(({ hint }) => hint)).toEqual([
      "hint-no-log",
      "hint-no-fallback",
      "hint-no-monitoring",
      "hint-one-plane",
    ]);
  });

  test("a log, a fallback, a watch and the training beside it settle all four", () => {
    expect(
      late(
        "app-service > ranker",
        "ranker > fallback-heuristic",
        "ranker > event-stream",
        "event-stream > drift-detector",
        "event-stream > label-joiner",
      ),
    ).toEqual([]);
  });

  test("an event stream into which nothing flows is no log", () => {
    const drawn = ["app-service > ranker", "event-stream > label-joiner"];
    expect(raises("hint-no-log", ...drawn)).toBe(true);
    expect(raises("hint-no-log", ...drawn, "ranker > event-stream")).toBe(false);
  });

  test("training without any serving is one plane too", () => {
    expect(raises("hint-one-plane", "label-joiner > training-pipeline")).toBe(true);
  });

  test("a drawing that answers no request needs neither log nor fallback", () => {
    expect(raises("hint-no-log", "label-joiner > training-pipeline")).toBe(false);
    expect(raises("hint-no-fallback", "label-joiner > training-pipeline")).toBe(false);
  });
});

test("a ranker fed straight from storage is asked about, and one behind a retriever is not", () => {
  expect(
    hintsOf("metadata-db > ranker").find(({ hint }) => hint === "hint-corpus-scoring"),
  ).toEqual(
    expect.objectContaining({ edges: ["metadata-db > ranker"], nodes: ["metadata-db", "ranker"] }),
  );
  expect(
    raises(
      "hint-corpus-scoring",
      "metadata-db > candidate-generator",
      "candidate-generator > ranker",
    ),
  ).toBe(false);
});

test.each(["ann-index", "vector-db"])("%s that nothing fills is asked about", (index) => {
  expect(raises("hint-index-refresh", `${index} > candidate-generator`)).toBe(true);
  expect(raises("hint-index-refresh", `encoder-service > ${index}`)).toBe(false);
});

describe("generated text", () => {
  const GENERATES = [
    "client > app-service",
    "app-service > prompt-gateway",
    "prompt-gateway > llm-server",
  ];

  test("that comes back to the client unread is asked about", () => {
    expect(
      raises(
        "hint-llm-no-guardrail",
        ...GENERATES,
        "llm-server > prompt-gateway",
        "prompt-gateway > app-service",
        "app-service > client",
      ),
    ).toBe(true);
    expect(
      raises("hint-llm-no-guardrail", "client = app-service", "llm-server > app-service"),
    ).toBe(true);
  });

  test("that passes a guardrail on its way is not", () => {
    expect(
      raises(
        "hint-llm-no-guardrail",
        ...GENERATES,
        "llm-server > guardrail",
        "guardrail > app-service",
        "app-service > client",
      ),
    ).toBe(false);
  });

  test("that is only logged never reaches the client by the log", () => {
    expect(
      raises(
        "hint-llm-no-guardrail",
        "llm-server > event-stream",
        "event-stream > app-service",
        "app-service > client",
      ),
    ).toBe(false);
  });
});
