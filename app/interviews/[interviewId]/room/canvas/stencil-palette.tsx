"use client";

import clsx from "clsx";
import { useMemo } from "react";
import type { PaletteStencil, StencilCategory } from "@/lib/domain/content/stencil";
import { type SearchGroup, SearchList } from "./search-list";
import { FAMILY_WORDS } from "./stencil-look";

/** The type of a stencil being dragged; nothing else is taken by the canvas. */
export const STENCIL_DRAG_TYPE = "application/x-dryrun-stencil";

const CATEGORY_WORDS: Record<StencilCategory, string> = {
  edge: "Edge",
  ingest: "Ingest",
  storage: "Storage",
  labels: "Labels",
  features: "Features",
  training: "Training",
  retrieval: "Retrieval",
  ranking: "Ranking",
  serving: "Serving",
  decision: "Decision",
  ops: "Operations",
  llm: "LLM",
  federated: "Federated",
};

const MARKS = {
  io: "border-ink-3 bg-sunken",
  data: "border-accent bg-accent-soft",
  model: "border-info bg-info-soft",
  ops: "border-warn bg-warn-soft",
} as const;

const GO_PREFIX = "go:";

/** Components to add, the most used first, and below them what is on the board already. */
export function StencilPalette({
  stencils,
  onBoard,
  selectedName,
  focusRequest,
  onAdd,
  onGoTo,
  onLeave,
  onDrag,
}: {
  stencils: readonly PaletteStencil[];
  onBoard: readonly { id: string; name: string }[];
  /** The name of the selected shape, to which a new component can be connected at once. */
  selectedName: string | null;
  focusRequest: number;
  onAdd: (stencil: PaletteStencil, how: { connect: boolean }) => void;
  onGoTo: (id: string) => void;
  onLeave: () => void;
  onDrag: (isDragging: boolean) => void;
}) {
  const groups = useMemo(() => {
    const option = (stencil: PaletteStencil) => ({
      id: stencil.id,
      label: stencil.label,
      detail: `${stencil.description} (${FAMILY_WORDS[stencil.family]})`,
      mark: <FamilyMark family={stencil.family} />,
      onDragStart: (event: React.DragEvent) => {
        event.dataTransfer.setData(STENCIL_DRAG_TYPE, stencil.id);
        event.dataTransfer.effectAllowed = "copy";
        // After this event: hiding what is being dragged ends the drag in some browsers.
        setTimeout(() => onDrag(true));
      },
    });
    const common = stencils.filter((stencil) => stencil.common);
    const rest = stencils.filter((stencil) => !stencil.common);
    const categories = [...new Set(rest.map(({ category }) => category))];
    const found: SearchGroup[] = [
      { name: "Most used", options: common.map(option) },
      ...categories.map((category) => ({
        name: CATEGORY_WORDS[category],
        options: rest.filter((stencil) => stencil.category === category).map(option),
      })),
      {
        name: "On the board",
        options: onBoard.map(({ id, name }) => ({ id: `${GO_PREFIX}${id}`, label: name })),
      },
    ];
    return found;
  }, [stencils, onBoard, onDrag]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears the end of a drag that an option began.
    <div className="flex min-h-0 flex-1 flex-col gap-2" onDragEnd={() => onDrag(false)}>
      <SearchList
        label="Find a component"
        placeholder="Find a component"
        groups={groups}
        empty="No component has this name. Draw a box (R) and type its name."
        focusRequest={focusRequest}
        onLeave={onLeave}
        onPick={({ id }, { isShift }) => {
          if (id.startsWith(GO_PREFIX)) onGoTo(id.slice(GO_PREFIX.length));
          const stencil = stencils.find((candidate) => candidate.id === id);
          if (stencil) onAdd(stencil, { connect: isShift && selectedName !== null });
        }}
      />
      <p className="border-line border-t pt-2 text-ink-2 text-xs">
        {selectedName === null ? (
          "Enter adds it, or drag it onto the canvas."
        ) : (
          <>
            Enter adds it beside <b className="font-medium">{selectedName}</b>; Shift+Enter also
            connects the two.
          </>
        )}
      </p>
    </div>
  );
}

function FamilyMark({ family }: { family: PaletteStencil["family"] }) {
  return <span aria-hidden className={clsx("size-3 shrink-0 rounded-xs border", MARKS[family])} />;
}
