"use client";

import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Banner } from "@/app/_components/banner";
import { IconButton } from "@/app/_components/icon-button";
import type { Room } from "../connection/room-state";
import { describeSaved } from "../connection/saved-state";
import { RefusedEditsBanner } from "./refused-edits-banner";
import { useLasting } from "./use-lasting";

/** A lost line usually comes back within this; the top bar says "Offline" from the first moment. */
const HICCUP_MS = 3_000;

/** What the room has to say beyond the top bar: trouble with the line or the storage, and refusals. */
export function RoomBanners({
  room,
  notice,
  onDismissNotice,
}: {
  room: Room;
  /** Why the last command did nothing. */
  notice: string | null;
  onDismissNotice: () => void;
}) {
  const saved = useSyncExternalStore(room.saved.subscribe, room.saved.get, room.saved.get);
  const isOffline = useLasting(room.status.kind === "reconnecting", HICCUP_MS);
  const { detail } = describeSaved(saved);
  const isNotSaved = saved.kind === "not-saved";
  const planes = (["shared", "private"] as const).flatMap((name) => {
    const refused = room[name]?.refused ?? [];
    return refused.length > 0 ? [{ name, refused }] : [];
  });
  if (!isOffline && !isNotSaved && !notice && planes.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 border-line border-b bg-canvas p-2">
      {isNotSaved ? (
        <Banner tone="bad">{detail}</Banner>
      ) : isOffline ? (
        <Banner tone="warn">{detail ?? "Trying to reach the room again."}</Banner>
      ) : null}
      {planes.map(({ name, refused }) => (
        <RefusedEditsBanner
          key={name}
          refused={refused}
          onDismiss={() => room.dismissRefused(name)}
        />
      ))}
      {notice ? (
        <Banner
          tone="info"
          action={
            <IconButton
              name="Dismiss"
              icon={<X size={16} aria-hidden />}
              className="-my-1.5"
              onClick={onDismissNotice}
            />
          }
        >
          {notice}
        </Banner>
      ) : null}
    </div>
  );
}
