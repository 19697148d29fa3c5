import type { EstimationTables } from "@/lib/domain/content/estimation-table";
import {
  type EstimatorCalculator,
  estimatorCalculator,
} from "@/lib/domain/content/estimator-calculator";
import { liveContext, type ServiceContext } from "./context";

/** The calculators and the reference figures, for everybody. */
export function loadEstimation(context: ServiceContext = liveContext()): {
  calculators: EstimatorCalculator[];
  figures: EstimationTables;
} {
  const { calculators, estimationTables } = context.content;
  return {
    calculators: [...calculators.values()].map(estimatorCalculator),
    figures: estimationTables,
  };
}
