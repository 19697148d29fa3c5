import { expect, test } from "vitest";
import { arrange } from "./elk";

const box = (id: string) => ({ id, width: 40, height: 20 });
const graph = (to: string) => ({
  id: "graph",
  layoutOptions: { "elk.algorithm": "layered", "elk.direction": "RIGHT" },
  children: [box("a"), box("b")],
  edges: [{ id: "edge", sources: ["a"], targets: [to] }],
});

test("what cannot be laid out is refused, and what is asked beside it is not", async () => {
  const [wrong, right] = await Promise.allSettled([arrange(graph("nowhere")), arrange(graph("b"))]);
  expect(wrong.status).toBe("rejected");
  if (right.status === "rejected") throw right.reason;
  const [a, b] = right.value.children ?? [];
  expect(b?.x).toBeGreaterThanOrEqual((a?.x ?? 0) + 40);
});

test("a layout does not keep this thread from working", async () => {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 1);
  // Some hundreds of milliseconds of computing.
  const ids = Array.from({ length: 60 }, (_, place) => `box-${place}`);
  await arrange({
    id: "large",
    layoutOptions: { "elk.algorithm": "layered" },
    children: ids.map(box),
    edges: ids.flatMap((from, place) =>
      [1, 7, 13].map((step) => ({
        id: `${from}-${step}`,
        sources: [from],
        targets: [ids[(place + step) % ids.length] ?? from],
      })),
    ),
  });
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
});
