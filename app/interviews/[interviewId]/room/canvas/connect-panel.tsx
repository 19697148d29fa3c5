"use client";

import { useMemo } from "react";
import { SearchList } from "./search-list";

/** Where an arrow from the selected shape should lead: the shapes of the board by name. */
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
  onConnect: (to: string) => void;
  onLeave: () => void;
}) {
  const groups = useMemo(
    () => [{ name: "On the board", options: targets.map(({ id, name }) => ({ id, label: name })) }],
    [targets],
  );
  return (
    <>
      <h3 className="text-sm">
        Connect <b className="font-medium">{fromName}</b> to…
      </h3>
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
        onPick={({ id }) => onConnect(id)}
        onLeave={onLeave}
      />
    </>
  );
}
