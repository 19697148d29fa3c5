"use client";

import { useMemo, useState } from "react";
import { EDGE_WORDS } from "@/app/_components/edge-kinds";
import { Select } from "@/app/_components/select";
import { EDGE_KINDS, EdgeKind } from "@/lib/domain/content/edge-kind";
import { SearchList } from "./search-list";

const AS_SUGGESTED = "";
const KINDS = [
  { value: AS_SUGGESTED, label: "Kind: as it suggests itself" },
  ...EDGE_KINDS.map((kind) => ({ value: kind, label: `Kind: ${EDGE_WORDS[kind].label}` })),
];

/** Where an arrow from the selected shape should lead, and what flows along it. */
export function ConnectPanel({
  fromName,
  targets,
  focusRequest,
  onConnect,
  onLeave,
}: {
  fromName: string;
  targets: readonly { id: string; name: string }[];
  focusRequest: number;
  /** Without a kind, the two shapes decide. */
  onConnect: (to: string, kind: EdgeKind | undefined) => void;
  onLeave: () => void;
}) {
  const [kind, setKind] = useState(AS_SUGGESTED);
  const groups = useMemo(
    () => [{ name: "On the board", options: targets.map(({ id, name }) => ({ id, label: name })) }],
    [targets],
  );
  return (
    <>
      <h3 className="font-normal text-sm">
        Connect <b className="font-medium">{fromName}</b> to…
      </h3>
      <Select
        size="room"
        aria-label="What flows along the arrow"
        value={kind}
        options={KINDS}
        onChange={(event) => setKind(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onLeave();
        }}
      />
      <SearchList
        label={`Connect ${fromName} to`}
        placeholder="Name of a shape"
        groups={groups}
        empty={
          targets.length === 0
            ? "There is nothing else on the board to connect to."
            : "Nothing on the board has this name."
        }
        focusRequest={focusRequest}
        onPick={({ id }) => onConnect(id, EdgeKind.safeParse(kind).data)}
        onLeave={onLeave}
      />
    </>
  );
}
