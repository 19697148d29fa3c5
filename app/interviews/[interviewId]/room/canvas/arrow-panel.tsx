"use client";

import { EDGE_WORDS } from "@/app/_components/edge-kinds";
import { EdgeSample } from "@/app/_components/edge-sample";
import { EDGE_KINDS, EdgeKind } from "@/lib/domain/content/edge-kind";
import { SearchList } from "./search-list";

const GROUPS = [
  {
    name: "What flows along it",
    options: EDGE_KINDS.map((kind) => ({
      id: kind,
      label: EDGE_WORDS[kind].label,
      hint: EDGE_WORDS[kind].says,
      mark: <EdgeSample kind={kind} />,
    })),
  },
];

/** What the arrows of the canvas say; for a selected arrow the same list is a choice. */
export function ArrowPanel({
  arrow,
  focusRequest,
  onPick,
  onLeave,
}: {
  /** The selected arrow; null for readers and when none is selected. */
  arrow: { name: string; kind: EdgeKind | null } | null;
  focusRequest: number;
  onPick: (kind: EdgeKind) => void;
  onLeave: () => void;
}) {
  if (!arrow) {
    return (
      <>
        <h3 className="text-sm">What the arrows say</h3>
        <dl className="m-0 flex min-h-0 flex-col gap-3 overflow-y-auto text-sm">
          {EDGE_KINDS.map((kind) => (
            <div key={kind}>
              <dt className="flex items-center gap-2">
                <EdgeSample kind={kind} />
                {EDGE_WORDS[kind].label}
              </dt>
              <dd className="m-0 text-ink-2 text-xs">{EDGE_WORDS[kind].says}</dd>
            </div>
          ))}
        </dl>
      </>
    );
  }
  return (
    <>
      <h3 className="font-normal text-sm">
        The arrow <b className="font-medium">{arrow.name}</b>
        {arrow.kind ? `: ${EDGE_WORDS[arrow.kind].label.toLowerCase()}` : ""}
      </h3>
      <SearchList
        label={`What flows along ${arrow.name}`}
        placeholder="Find a kind"
        groups={GROUPS}
        empty="There is no kind of this name."
        focusRequest={focusRequest}
        onPick={({ id }) => onPick(EdgeKind.parse(id))}
        onLeave={onLeave}
      />
    </>
  );
}
