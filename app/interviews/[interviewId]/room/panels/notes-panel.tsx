"use client";

import { Lock } from "lucide-react";
import { Skeleton } from "@/app/_components/skeleton";
import type { Plan } from "@/lib/domain/plan";
import type { PlaneView } from "../connection/room-state";
import { LazyDocumentPane } from "../document/lazy-document-pane";

/** The interviewers' notes: a document of the private plane. */
export function NotesPanel({ plane, plan }: { plane: PlaneView | null; plan: Plan }) {
  return (
    <div className="flex h-full flex-col">
      <p className="flex items-center gap-1.5 border-line border-b px-4 py-2 text-ink-2 text-xs">
        <Lock size={12} aria-hidden className="shrink-0" />
        Only interviewers see these notes.
      </p>
      <div className="relative min-h-0 flex-1">
        {plane?.isSynced ? (
          <LazyDocumentPane
            key={plane.generation}
            plane={plane}
            planeName="private"
            isReadOnly={false}
            plan={plan}
            phaseId={null}
          />
        ) : (
          <div className="flex flex-col gap-2 p-4">
            <Skeleton className="h-4 w-3/4" />
            <Skeleton className="h-4 w-1/2" />
          </div>
        )}
      </div>
    </div>
  );
}
