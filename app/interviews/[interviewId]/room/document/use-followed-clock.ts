import { type RefObject, useEffect, useState } from "react";

/** Where a followed section comes to stand, so that what leads up to it is still in view. */
const ROOM_ABOVE_PX = 16;

/**
 * Scrolls to the section of the phase when the clock moves on, if the person wants that. Never
 * moves the caret or the focus: somebody may be in the middle of a word elsewhere.
 */
export function useFollowedClock(
  scroller: RefObject<HTMLElement | null>,
  phaseId: string | null,
): { isFollowing: boolean; toggle: () => void } {
  const [isFollowing, setIsFollowing] = useState(false);
  useEffect(() => {
    const box = scroller.current;
    if (!isFollowing || phaseId === null || box === null) return;
    const section = box.querySelector(`[data-phase="${CSS.escape(phaseId)}"]`);
    if (section === null) return;
    const distance = section.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollBy({ top: distance - ROOM_ABOVE_PX, behavior: "smooth" });
  }, [isFollowing, phaseId, scroller]);
  return { isFollowing, toggle: () => setIsFollowing((was) => !was) };
}
