import { DECISION_ICONS } from "./decision-icons";
import { EDGE_ICONS } from "./edge-icons";
import { FEATURES_ICONS } from "./features-icons";
import { FEDERATED_ICONS } from "./federated-icons";
import { INGEST_ICONS } from "./ingest-icons";
import { LABELS_ICONS } from "./labels-icons";
import { LLM_ICONS } from "./llm-icons";
import { OPS_ICONS } from "./ops-icons";
import { RANKING_ICONS } from "./ranking-icons";
import { RETRIEVAL_ICONS } from "./retrieval-icons";
import { SERVING_ICONS } from "./serving-icons";
import { STORAGE_ICONS } from "./storage-icons";
import { TRAINING_ICONS } from "./training-icons";

const PATHS: Readonly<Record<string, string>> = {
  ...EDGE_ICONS,
  ...INGEST_ICONS,
  ...STORAGE_ICONS,
  ...LABELS_ICONS,
  ...FEATURES_ICONS,
  ...TRAINING_ICONS,
  ...RETRIEVAL_ICONS,
  ...RANKING_ICONS,
  ...SERVING_ICONS,
  ...DECISION_ICONS,
  ...OPS_ICONS,
  ...LLM_ICONS,
  ...FEDERATED_ICONS,
};

/** For a component that has come since this page was loaded. */
const PLAIN_BOX = "M4 6h16v12H4z";

/** The drawing of a component as path data on a grid of 24 by 24. */
export function stencilIconPath(id: string): string {
  return Object.hasOwn(PATHS, id) ? (PATHS[id] ?? PLAIN_BOX) : PLAIN_BOX;
}
