"use client";

import { type ComponentType, useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/app/_components/button";
import { EmptyState } from "@/app/_components/empty-state";
import type { Estimator } from "@/app/_components/estimator/estimator";
import type { EstimatorMemory } from "@/app/_components/estimator/estimator-memory";
import type { InsertOutcome } from "@/app/_components/estimator/insert-button";
import { Skeleton } from "@/app/_components/skeleton";
import type { EstimatorCalculator } from "@/lib/domain/content/estimator-calculator";

type EstimatorProps = Parameters<typeof Estimator>[0];

/**
 * The calculators beside the document. Their code comes when they are first opened; when it does not
 * come, because the line is lost, the room goes on and only this panel says so.
 */
export function EstimatorPanel({
  calculators,
  memory,
  onInsert,
}: {
  calculators: readonly EstimatorCalculator[];
  memory: EstimatorMemory;
  onInsert: (line: string) => InsertOutcome;
}) {
  const { Loaded, hasFailed, retry } = useLoaded();
  const { chosenId } = useSyncExternalStore(memory.subscribe, memory.get, memory.get);
  if (Loaded)
    return (
      <Loaded
        calculators={calculators}
        chosenId={chosenId}
        choosing={{ choose: memory.choose }}
        memory={memory}
        layout="panel"
        onInsert={onInsert}
      />
    );
  return (
    <div className="flex flex-col gap-2 p-4">
      {hasFailed ? (
        <EmptyState
          action={
            <Button size="room" onClick={retry}>
              Try again
            </Button>
          }
        >
          The calculators could not be loaded. Document and canvas are not affected.
        </EmptyState>
      ) : (
        <>
          <Skeleton className="h-8" />
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
        </>
      )}
    </div>
  );
}

function useLoaded() {
  const [attempt, setAttempt] = useState(0);
  const [failedAttempt, setFailedAttempt] = useState<number | null>(null);
  const [loaded, setLoaded] = useState<{ Component: ComponentType<EstimatorProps> } | null>(null);
  useEffect(() => {
    let isWanted = true;
    import("@/app/_components/estimator/estimator").then(
      ({ Estimator }) => isWanted && setLoaded({ Component: Estimator }),
      () => isWanted && setFailedAttempt(attempt),
    );
    return () => {
      isWanted = false;
    };
  }, [attempt]);
  return {
    Loaded: loaded?.Component ?? null,
    hasFailed: failedAttempt === attempt,
    retry: () => setAttempt(attempt + 1),
  };
}
