"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Estimator } from "@/app/_components/estimator/estimator";
import { createEstimatorMemory } from "@/app/_components/estimator/estimator-memory";
import type { EstimatorCalculator } from "@/lib/domain/content/estimator-calculator";
import { calculatorHref } from "./calculator-href";

/** The calculators, with the open one in the address. */
export function EstimatorOnPage({ calculators }: { calculators: readonly EstimatorCalculator[] }) {
  const [memory] = useState(createEstimatorMemory);
  const chosenId = useSearchParams().get("calculator");
  return (
    <Estimator
      calculators={calculators}
      chosenId={chosenId}
      choosing={{
        hrefOf: calculatorHref,
        // Everything is here already, so the server need not be asked for the page again.
        choose: (id) => window.history.pushState(null, "", calculatorHref(id)),
      }}
      memory={memory}
      layout="page"
    />
  );
}
