"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Asks before the page is left while something is unsaved: the browser's own question for closing
 * and reloading, ours for links inside the app.
 *
 * @returns where a held-back link leads, and how to answer
 */
export function useLeaveGuard(unsaved: () => number) {
  const [leavingTo, setLeavingTo] = useState<string | null>(null);
  const latest = useRef(unsaved);
  const isLeaving = useRef(false);
  useEffect(() => {
    latest.current = unsaved;
  });

  useEffect(() => {
    const beforeUnload = (event: BeforeUnloadEvent) => {
      if (!isLeaving.current && latest.current() > 0) event.preventDefault();
    };
    const holdLink = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || latest.current() === 0) return;
      const opensElsewhere =
        link.target === "_blank" || event.metaKey || event.ctrlKey || event.shiftKey;
      const isThisPage = link.pathname === location.pathname && link.origin === location.origin;
      if (opensElsewhere || isThisPage || link.hasAttribute("download")) return;
      event.preventDefault();
      event.stopPropagation();
      setLeavingTo(link.href);
    };
    window.addEventListener("beforeunload", beforeUnload);
    // In the capture phase, before the router's own link handler.
    document.addEventListener("click", holdLink, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", beforeUnload);
      document.removeEventListener("click", holdLink, { capture: true });
    };
  }, []);

  return {
    leavingTo,
    stay: () => setLeavingTo(null),
    leave: () => {
      if (leavingTo === null) return;
      // Asked and answered: the browser need not ask again.
      isLeaving.current = true;
      location.assign(leavingTo);
    },
  };
}
