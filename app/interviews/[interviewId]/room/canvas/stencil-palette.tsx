"use client";

import { Workflow } from "lucide-react";
import { useMemo } from "react";
import { StencilIcon } from "@/app/_components/stencil-icon/stencil-icon";
import {
  type PaletteStencil,
  STENCIL_CATEGORIES,
  type StencilCategory,
} from "@/lib/domain/content/stencil";
import { type SearchGroup, SearchList } from "./search-list";
import type { StencilGroup } from "./stencil-group";
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

/** The icon takes the hue that the component has on the canvas. */
const HUES = {
  io: "text-ink-2",
  data: "text-accent",
  model: "text-info",
  ops: "text-warn",
} as const;

const GO_PREFIX = "go:";
const GROUP_PREFIX = "group:";

/**
 * Components to add by category, the most used of each first; groups of them; and below what is on
 * the board already. Who is guided finds the groups first.
 */
export function StencilPalette({
  stencils,
  groups: ready,
  isGuided,
  onBoard,
  selectedName,
  focusRequest,
  onAdd,
  onAddGroup,
  onGoTo,
  onLeave,
  onDrag,
}: {
  stencils: readonly PaletteStencil[];
  /** Several components with their arrows, put on the canvas as one. */
  groups: readonly StencilGroup[];
  isGuided: boolean;
  /** Shapes and arrows. */
  onBoard: readonly { id: string; name: string }[];
  /** The name of the selected shape, to which a new component can be connected at once. */
  selectedName: string | null;
  focusRequest: number;
  onAdd: (stencil: PaletteStencil, how: { connect: boolean }) => void;
  onAddGroup: (group: StencilGroup) => void;
  onGoTo: (id: string) => void;
  onLeave: () => void;
  onDrag: (isDragging: boolean) => void;
}) {
  const groups = useMemo(() => {
    const option = (stencil: PaletteStencil) => ({
      id: stencil.id,
      label: stencil.label,
      detail: `${stencil.description} (${FAMILY_WORDS[stencil.family]})`,
      keywords: [stencil.id, ...stencil.synonyms],
      mark: (
        <span className={HUES[stencil.family]}>
          <StencilIcon id={stencil.id} />
        </span>
      ),
      onDragStart: (event: React.DragEvent) => {
        event.dataTransfer.setData(STENCIL_DRAG_TYPE, stencil.id);
        event.dataTransfer.effectAllowed = "copy";
        // After this event: hiding what is being dragged ends the drag in some browsers.
        setTimeout(() => onDrag(true));
      },
    });
    const motifs: SearchGroup = {
      name: "Motifs",
      options: ready.map(({ id, title, says }) => ({
        id: `${GROUP_PREFIX}${id}`,
        label: title,
        detail: says,
        hint: says,
        mark: <Workflow size={20} strokeWidth={1.5} aria-hidden className="shrink-0 text-ink-2" />,
      })),
    };
    const categories = STENCIL_CATEGORIES.map((category) => {
      const members = stencils.filter((stencil) => stencil.category === category);
      const rest = members.filter(({ common }) => !common);
      return {
        name: CATEGORY_WORDS[category],
        options: [...members.filter(({ common }) => common), ...rest].map(option),
      };
    });
    const found: SearchGroup[] = [
      ...(isGuided ? [motifs, ...categories] : [...categories, motifs]),
      {
        name: "On the board",
        options: onBoard.map(({ id, name }) => ({ id: `${GO_PREFIX}${id}`, label: name })),
      },
    ];
    return found;
  }, [stencils, ready, isGuided, onBoard, onDrag]);

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
          const group = ready.find((candidate) => id === `${GROUP_PREFIX}${candidate.id}`);
          if (group) onAddGroup(group);
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
