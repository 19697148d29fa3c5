import type { StencilGroup } from "./stencil-group";

/**
 * What nearly every answer has: requests are answered by a model, what happens comes back, and a
 * new model comes of it. A start to change, not a solution; offered in guided interviews only.
 */
export const SKELETON: StencilGroup = {
  id: "skeleton",
  title: "The skeleton",
  says: "Serving, the way back through training, and somebody who watches.",
  edges: [
    { from: "client", to: "app-service" },
    { from: "app-service", to: "inference-service" },
    { from: "app-service", to: "event-stream" },
    { from: "event-stream", to: "label-joiner" },
    { from: "label-joiner", to: "training-pipeline" },
    { from: "training-pipeline", to: "model-registry" },
    { from: "model-registry", to: "inference-service" },
    { from: "inference-service", to: "monitoring-dashboard" },
  ],
};
