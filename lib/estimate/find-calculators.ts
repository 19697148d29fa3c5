import type { CalculatorGroup } from "@/lib/domain/content/calculator";
import type { EstimatorCalculator } from "@/lib/domain/content/estimator-calculator";

/** In the order of the list. */
export const GROUP_NAMES: Record<CalculatorGroup, string> = {
  traffic: "Traffic",
  data: "Data",
  vectors: "Vectors and tables",
  models: "Models and GPUs",
  reliability: "Latency and reliability",
  statistics: "Statistics",
  money: "People and money",
};

export interface FoundGroup {
  group: string;
  name: string;
  calculators: readonly EstimatorCalculator[];
}

/** Those in which every word that was typed occurs somewhere, by group; groups without any are left out. */
export function findCalculators(
  calculators: readonly EstimatorCalculator[],
  query: string,
): FoundGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return Object.entries(GROUP_NAMES)
    .map(([group, name]) => ({
      group,
      name,
      calculators: calculators.filter((calculator) => {
        if (calculator.group !== group) return false;
        const text = searchable(calculator, name);
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter((found) => found.calculators.length > 0);
}

function searchable({ title, question, inputs, results }: EstimatorCalculator, group: string) {
  const labels = [...inputs, ...results].map(({ label }) => label);
  return [title, question, group, ...labels].join("\n").toLowerCase();
}
