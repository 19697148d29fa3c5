"use client";

import { OWN_KINDS } from "@/lib/domain/content/own-content";
import { Banner } from "../../../_components/banner";
import { Button } from "../../../_components/button";
import { KIND_WORDS } from "../_components/words";
import { startBlankAction } from "../actions";
import { useStart } from "./use-start";

export function StartBlank() {
  const { error, pending, start } = useStart();
  return (
    <div className="flex flex-col gap-4">
      {error ? <Banner tone="bad">{error}</Banner> : null}
      <div className="flex flex-wrap gap-3">
        {OWN_KINDS.map((kind) => (
          <Button key={kind} loading={pending} onClick={() => start(() => startBlankAction(kind))}>
            Empty {KIND_WORDS[kind].one.toLowerCase()}
          </Button>
        ))}
      </div>
    </div>
  );
}
