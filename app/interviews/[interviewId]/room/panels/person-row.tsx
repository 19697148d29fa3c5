"use client";

import { Check, Ellipsis } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/app/_components/avatar";
import { Chip } from "@/app/_components/chip";
import { ConfirmDialog } from "@/app/_components/confirm-dialog";
import { IconButton } from "@/app/_components/icon-button";
import { Menu } from "@/app/_components/menu";
import { ROLE_WORDS } from "@/app/interviews/_components/words";
import type { RosterEntry } from "@/lib/protocol/messages";

/** One person: who, as what, here or away. */
export function PersonRow({
  person,
  isMe,
  showsReady,
  onRemove,
}: {
  person: RosterEntry;
  isMe: boolean;
  /** In the lobby: whether they have said that they are ready. */
  showsReady: boolean;
  /** Absent where the viewer may not remove this person. @throws when it fails */
  onRemove?: (() => Promise<void>) | undefined;
}) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <li className="flex min-h-12 items-center gap-3 border-line border-b py-2 last:border-b-0">
      <Avatar name={person.name} colour={person.colour} size="page" dimmed={!person.isHere} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          {person.name}
          {isMe ? <span className="font-normal text-ink-3"> (you)</span> : null}
        </span>
        <span className="block text-ink-2 text-sm">{ROLE_WORDS[person.role]}</span>
      </span>
      {showsReady && person.isReady && person.isHere ? (
        <Chip tone="ok" icon={<Check size={12} aria-hidden />}>
          Ready
        </Chip>
      ) : (
        <Chip tone={person.isHere ? "neutral" : "warn"}>{person.isHere ? "Here" : "Away"}</Chip>
      )}
      {onRemove ? (
        <>
          <Menu
            trigger={
              <IconButton
                name={`More about ${person.name}`}
                icon={<Ellipsis size={16} aria-hidden />}
              />
            }
            items={[
              {
                label: "Remove from the interview",
                danger: true,
                onSelect: () => setIsAsking(true),
              },
            ]}
          />
          <ConfirmDialog
            title={`Remove ${person.name}?`}
            confirmLabel="Remove"
            open={isAsking}
            onOpenChange={setIsAsking}
            onConfirm={onRemove}
          >
            {person.name} leaves the room at once, and the link they came by stops working. What
            they wrote stays. You can hand them a new link later.
          </ConfirmDialog>
        </>
      ) : null}
    </li>
  );
}
