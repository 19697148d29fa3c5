"use client";

import { Workflow } from "lucide-react";
import dynamic from "next/dynamic";
import { Suspense, use } from "react";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { Skeleton } from "@/app/_components/skeleton";
import type { ReferenceDrawing } from "@/lib/domain/content/reference-drawing";

// Looked at once or twice in an interview, so it comes when it is.
const ReferenceFigure = dynamic(
  () =>
    import("@/app/_components/reference-figure/reference-figure").then(
      (figure) => figure.ReferenceFigure,
    ),
  { loading: Drawing },
);

/** The drawing a strong answer may end with, over the room. */
export function ReferenceDialog({
  title,
  drawing,
}: {
  title: string;
  drawing: Promise<ReferenceDrawing | null>;
}) {
  return (
    <Dialog
      title="Reference drawing"
      description="One good answer, not the only one. The candidate does not see it."
      wide="full"
      trigger={
        <Button size="room" icon={<Workflow size={16} aria-hidden />}>
          Reference drawing
        </Button>
      }
    >
      <Suspense fallback={<Drawing />}>
        <Figure title={`Reference drawing: ${title}`} drawing={drawing} />
      </Suspense>
    </Dialog>
  );
}

function Figure({ title, drawing }: { title: string; drawing: Promise<ReferenceDrawing | null> }) {
  const known = use(drawing);
  return known ? (
    <ReferenceFigure title={title} drawing={known} />
  ) : (
    <p>The drawing could not be made just now. Opening the room again tries once more.</p>
  );
}

function Drawing() {
  return (
    <div role="status">
      <span className="sr-only">Drawing</span>
      <Skeleton className="aspect-video w-full" />
    </div>
  );
}
