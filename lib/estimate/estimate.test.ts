import { describe, expect, test } from "vitest";
import type { Calculator } from "@/lib/domain/content/calculator";
import { estimatorCalculator } from "@/lib/domain/content/estimator-calculator";
import { loadContent } from "@/server/content/load-content";
import { estimate, exampleOf, type Typed } from "./estimate";
import { findCalculators } from "./find-calculators";
import { readQuantity } from "./read-quantity";
import { stepQuantity } from "./step-quantity";

const { calculators } = loadContent();
const all = [...calculators.values()];

function named(id: string): Calculator {
  return calculators.get(id) ?? expect.fail(`there is no ${id}`);
}

function worked(id: string, typed: Typed) {
  return estimate(estimatorCalculator(named(id)), typed);
}

const checks = all.flatMap((calculator) =>
  calculator.checks.map((check) => ({
    name: `${calculator.id} ${check.result} from ${check.calc}`,
    calculator,
    check,
  })),
);

describe("every worked example, typed into the fields", () => {
  test.each(checks)("$name", ({ calculator, check }) => {
    const typed = Object.fromEntries(
      Object.entries(check.inputs).map(([id, value]) => [id, String(value)]),
    );
    const { results, inputs } = estimate(estimatorCalculator(calculator), typed);
    expect([...inputs.values()].filter(({ error }) => error !== null)).toEqual([]);
    const value = results.find(({ id }) => id === check.result)?.figure?.value ?? Number.NaN;
    expect(Math.abs(value - check.value) / Math.abs(check.value)).toBeLessThan(0.01);
  });
});

describe.each(all.map((calculator) => ({ id: calculator.id, calculator })))("$id", (given) => {
  const calculator = estimatorCalculator(given.calculator);
  const { inputs } = calculator;

  test("its example is typed in a way that is read as what it means", () => {
    const example = exampleOf(calculator);
    for (const input of inputs) {
      const read = readQuantity(example[input.id] ?? "", input);
      expect(read.ok && read.value, input.id).toBeCloseTo(input.default, 12);
    }
  });

  test("with its example every result, the sentence, the line and the text are there", () => {
    const { results, aloud, aloudNeeds, line, text } = estimate(calculator, exampleOf(calculator));
    expect(results.filter(({ figure }) => figure === null)).toEqual([]);
    expect(aloudNeeds).toEqual([]);
    for (const shown of [aloud, line, text, ...results.map(({ figure }) => figure?.worked)]) {
      expect(shown).toMatch(/\d/);
      expect(shown).not.toMatch(/[{}*]|NaN|undefined|Infinity|null/);
    }
    for (const { id } of [...inputs, ...calculator.results]) {
      // A written-out formula speaks in figures; no name of ours is left in it.
      if (/[a-z][A-Z]/.test(id)) expect(line).not.toContain(id);
    }
  });

  test("without what is optional the first result is there", () => {
    const example = exampleOf(calculator);
    const required = inputs.filter(({ optional }) => !optional);
    const typed = Object.fromEntries(required.map(({ id }) => [id, example[id] ?? ""]));
    const { results, line } = estimate(calculator, typed);
    const hasRequiredOnly = required.length > 0 && results.some(({ figure }) => figure !== null);
    // Two of them stand for several questions and need one of their optional figures.
    if (!["est-ab-sample", "est-training-examples"].includes(calculator.id))
      expect(hasRequiredOnly && line).toBeTruthy();
  });
});

test("people see nothing but what is waited for, before they type", () => {
  const { results, aloud, line, text, cautions } = worked("est-qps", {});
  expect(results.map(({ label, needs }) => [label, needs])).toEqual([
    ["Requests per day", ["Daily active users", "Requests per user and day"]],
    ["Average", ["Daily active users", "Requests per user and day"]],
    ["Peak", ["Daily active users", "Requests per user and day", "Peak factor"]],
    [
      "Items shown per day",
      ["Daily active users", "Requests per user and day", "Items shown per request"],
    ],
  ]);
  expect([aloud, line, text, cautions]).toEqual([null, null, null, []]);
});

test("500M users and 10 requests are about 58 thousand requests a second", () => {
  const { results, aloud, aloudNeeds, line, inputs } = worked("est-qps", {
    dailyUsers: "500M",
    requestsPerUser: "10",
  });
  expect(inputs.get("dailyUsers")).toEqual({ readAs: "500,000,000 users", error: null });
  expect(inputs.get("requestsPerUser")).toEqual({ readAs: null, error: null });
  expect(results.find(({ id }) => id === "average")?.figure).toMatchObject({
    exact: "57,870.37 requests/s",
    rounded: "about 58 thousand requests/s",
    worked: "500M users × 10 requests/user/day ÷ 86,400 ≈ 58k requests/s",
  });
  expect([aloud, aloudNeeds]).toEqual([null, ["Peak"]]);
  expect(line).toBe(
    "Requests per second: 500M users × 10 requests/user/day ÷ 86,400 ≈ 58k requests/s",
  );
});

test("with the peak factor the sentence and the line are complete", () => {
  const { aloud, line } = worked("est-qps", {
    dailyUsers: "500M",
    requestsPerUser: "10",
    peakFactor: "3",
  });
  expect(aloud).toBe(
    "500 million users with 10 requests a day are about 58 thousand requests per second, and 170 thousand at peak.",
  );
  expect(line).toBe(
    "Requests per second: 500M users × 10 requests/user/day ÷ 86,400 ≈ 58k requests/s (peak ≈ 170k requests/s)",
  );
});

test("a formula is written out in the order it is worked out in", () => {
  const lineOf = (id: string) => worked(id, exampleOf(estimatorCalculator(named(id)))).line;
  expect(lineOf("est-train-flops")).toBe(
    "Time to train: 6 × 7B parameters × 1T tokens = 4.2 × 10²² FLOP (≈ 19 days)",
  );
  expect(lineOf("est-shards")).toBe(
    "Shards and replicas: max(round up(720 GB ÷ 100 GB/node), 1) = 8 nodes (replicas of each shard = 7 copies, = 56 nodes)",
  );
  expect(lineOf("est-tail-fanout")).toBe("Slow calls in a fan-out: 1 − (1 − 1 %)^50 ≈ 39 %");
});

test("what is put into a formula keeps together", () => {
  const decode = estimatorCalculator(named("est-decode-bound"));
  const { results } = estimate(decode, exampleOf(decode));
  expect(results.find(({ id }) => id === "stepMs")?.figure?.worked).toBe(
    "1,000 ÷ ((3.35 TB/s × 10¹² ÷ ((16 GB + 0 GB) × 10⁹)) × 50 %) ≈ 9.6 ms",
  );
});

test("a remark appears beyond its limit, and not at it", () => {
  const remark =
    "An average above a million requests per second is larger than most products have.";
  const at = (users: string) =>
    worked("est-qps", { dailyUsers: users, requestsPerUser: "8640" }).cautions;
  expect(at("10M")).toEqual([]);
  expect(at("10.1M")).toEqual([remark]);
  expect(worked("est-latency-budget", budget("89")).cautions).toEqual([
    "The stages take longer than the budget allows.",
  ]);
  expect(worked("est-latency-budget", budget("90")).cautions).toEqual([]);
});

function budget(budgetMs: string): Typed {
  return {
    gatewayMs: "10",
    retrievalMs: "15",
    parallelMs: "0",
    featuresMs: "10",
    rankingMs: "40",
    rerankMs: "15",
    budgetMs,
  };
}

test("what cannot be read is said, and nothing is worked out from it", () => {
  const { inputs, results } = worked("est-qps", { dailyUsers: "lots", requestsPerUser: "10" });
  expect(inputs.get("dailyUsers")?.error).toContain("“lots” is not a number");
  expect(results.every(({ figure }) => figure === null)).toBe(true);
});

test("figures that lead nowhere give no result, and wait for nothing", () => {
  const { results } = worked("est-precision-prevalence", {
    recall: "0",
    falsePositiveRate: "0",
    prevalence: "1%",
  });
  expect(results[0]).toMatchObject({ id: "precision", figure: null, needs: [] });
});

test("the copied text has inputs, results with how they arise, and the sentence", () => {
  const { text } = worked("est-littles-law", { arrivalRate: "174k", latencyMs: "200" });
  expect(text).toBe(
    [
      "Requests in flight (Little's law)",
      "",
      "Requests per second: 174,000 requests/s",
      "Mean time in the system: 200 ms",
      "",
      "In flight: 34,800 requests (about 35 thousand requests). Requests per second times the seconds each of them stays.",
      "",
      "174 thousand requests per second that stay 200 ms are about 35 thousand in flight, so that many slots are needed.",
    ].join("\n"),
  );
});

test("arrow keys count by the step, and stop at the limits", () => {
  const peakFactor = named("est-qps").inputs.find(({ id }) => id === "peakFactor");
  if (!peakFactor) expect.fail("est-qps has a peak factor");
  expect(stepQuantity("3", peakFactor, 1)).toBe("3.5");
  expect(stepQuantity("1.25", peakFactor, -1)).toBe("1");
  expect(stepQuantity("", peakFactor, 1)).toBeNull();
  expect(stepQuantity("3", { ...peakFactor, step: undefined }, 1)).toBeNull();
});

test("a calculator is found by its title, its question and what it works out", () => {
  const shown = all.map(estimatorCalculator);
  const titles = (query: string) =>
    findCalculators(shown, query).flatMap((group) => group.calculators.map(({ title }) => title));
  expect(titles("")).toHaveLength(all.length);
  expect(titles("hnsw")).toContain("Memory of a graph index (HNSW)");
  expect(titles("DOWNTIME")).toEqual(["Downtime allowed"]);
  expect(titles("positive rare")).toEqual(["Precision when positives are rare"]);
  expect(titles("zebra")).toEqual([]);
});
