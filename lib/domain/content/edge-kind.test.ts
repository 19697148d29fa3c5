import { expect, test } from "vitest";
import { inferEdgeKind } from "./edge-kind";

test.each([
  ["client", "api-gateway", "request"],
  ["app-service", "ranker", "request"],
  ["feature-store-online", "ranker", "request"],
  ["event-stream", "label-joiner", "data"],
  ["data-lake", "training-pipeline", "data"],
  ["feature-pipeline", "feature-store-online", "data"],
  ["model-registry", "inference-service", "data"],
  ["model-registry", "deploy-controller", "data"],
  ["metadata-db", "event-stream", "data"],
  ["inference-service", "monitoring-dashboard", "data"],
  ["deploy-controller", "monitoring-dashboard", "data"],
  ["monitoring-dashboard", "retrain-trigger", "control"],
  ["retrain-trigger", "training-pipeline", "control"],
  ["gpu-pool", "autoscaler", "control"],
  ["deploy-controller", "inference-service", "control"],
  ["app-service", "event-stream", "feedback"],
  ["client", "event-stream", "feedback"],
  ["review-queue", "label-joiner", "feedback"],
] as const)("an arrow from %s to %s is taken for %s", (from, to, kind) => {
  expect(inferEdgeKind(from, to)).toBe(kind);
});
