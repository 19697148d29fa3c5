import { z } from "zod";
import type { StencilId } from "./identifiers";

/**
 * What flows along an arrow of the canvas. An arrow that nobody has said it of is read from what it
 * connects: a suggestion, which its author can change.
 */

export const EDGE_KINDS = ["request", "data", "control", "feedback"] as const;
export const EdgeKind = z.enum(EDGE_KINDS);
export type EdgeKind = z.infer<typeof EdgeKind>;

/** Works while nobody is waiting. An arrow with such an end belongs to the offline plane. */
const OFFLINE: ReadonlySet<StencilId> = new Set([
  "batch-etl",
  "data-lake",
  "label-joiner",
  "labelling-service",
  "feature-store-offline",
  "training-pipeline",
  "experiment-tracker",
  "offline-evaluator",
  "index-builder",
  "batch-scorer",
  "retrain-trigger",
  "chunker",
]);

export function isOffline(stencil: StencilId): boolean {
  return OFFLINE.has(stencil);
}

/** Neither answers a request: what reaches or leaves it moves in its own time. */
const MOVES_ALONE: ReadonlySet<StencilId> = new Set([
  "stream-processor",
  "data-validation",
  "feature-pipeline",
  "model-registry",
  "monitoring-dashboard",
  "drift-detector",
  "fl-coordinator",
  "secure-aggregator",
]);

/** Decide when something else runs, grows or is replaced. */
const CONTROLLERS: ReadonlySet<StencilId> = new Set([
  "retrain-trigger",
  "autoscaler",
  "deploy-controller",
]);

/** Where what happened comes back to be learned from. */
const RETURNS: ReadonlySet<StencilId> = new Set([
  "event-stream",
  "label-joiner",
  "labelling-service",
]);

/** Data on its way, which has not been shown to anybody and so brings nothing back. */
const SOURCES: ReadonlySet<StencilId> = new Set([
  "event-stream",
  "stream-processor",
  "batch-etl",
  "data-validation",
  "data-lake",
  "object-store",
  "metadata-db",
  "graph-store",
  "label-joiner",
  "labelling-service",
  "feature-pipeline",
  "feature-store-offline",
  "feature-store-online",
]);

/** What an arrow between these two most likely is. */
export function inferEdgeKind(from: StencilId, to: StencilId): EdgeKind {
  if (isControl(from, to)) return "control";
  if (RETURNS.has(to) && !SOURCES.has(from)) return "feedback";
  const isAlone = [from, to].some((end) => isOffline(end) || MOVES_ALONE.has(end));
  return isAlone || from === "event-stream" || to === "event-stream" ? "data" : "request";
}

function isControl(from: StencilId, to: StencilId): boolean {
  // A controller's own numbers go to the dashboard like everybody's, and a model is handed over.
  if (to === "monitoring-dashboard" || from === "model-registry") return false;
  if (from === "monitoring-dashboard") return true;
  return CONTROLLERS.has(from) || CONTROLLERS.has(to);
}
