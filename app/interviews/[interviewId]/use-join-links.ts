"use client";

import { useState } from "react";
import { useInBrowser } from "@/app/_components/use-in-browser";
import type { InviteRole } from "@/lib/domain/roles";
import type { RoomJoinLink } from "@/lib/domain/room-view";
import { changeLinkAction } from "./actions";

/** The join links of an interview as they stand now, and how to make one anew or end it. */
export function useJoinLinks(interviewId: string, initial: readonly RoomJoinLink[]) {
  const [links, setLinks] = useState(initial);
  const [changing, setChanging] = useState<InviteRole | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const origin = useInBrowser() ? window.location.origin : "";

  const change = async (role: InviteRole, how: "reissue" | "revoke") => {
    setChanging(role);
    setHasFailed(false);
    try {
      const answer = await changeLinkAction(interviewId, role, how);
      if (answer.ok) setLinks(answer.value);
      else setHasFailed(true);
    } catch {
      // The server was out of reach; the links are as they were.
      setHasFailed(true);
    } finally {
      setChanging(null);
    }
  };

  return {
    links,
    changing,
    hasFailed,
    change,
    /** What to hand out, or null when the link has to be made anew. */
    urlOf: ({ path }: RoomJoinLink) => (path ? `${origin}${path}` : null),
  };
}
