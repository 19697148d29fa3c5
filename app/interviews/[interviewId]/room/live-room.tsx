"use client";

import { TermsContext } from "@/app/_components/glossary/terms-context";
import type { RoomView } from "@/lib/domain/room-view";
import { useRoom } from "./connection/use-room";
import { RoomScreen } from "./room-screen";

/** The room over its one connection. */
export function LiveRoom({ view }: { view: RoomView }) {
  const room = useRoom({
    interviewId: view.interviewId,
    userId: view.me.userId,
    role: view.me.role,
  });
  return (
    <TermsContext value={view.terms}>
      <RoomScreen view={view} room={room} />
    </TermsContext>
  );
}
