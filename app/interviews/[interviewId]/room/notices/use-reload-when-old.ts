"use client";

import { useEffect } from "react";

const STORAGE_KEY = "dryrun:reloaded-at";
/** A page that is still too old right after a reload would reload for ever. */
const AT_MOST_EVERY_MS = 60_000;

/**
 * Replaces a page from an older version by the newer one. Nothing is lost: what was not yet saved is
 * in this device's copy, which the new page sends.
 */
export function useReloadWhenOld(isOld: boolean): void {
  useEffect(() => {
    if (!isOld) return;
    try {
      const last = Number(sessionStorage.getItem(STORAGE_KEY) ?? 0);
      if (Date.now() - last < AT_MOST_EVERY_MS) return;
      sessionStorage.setItem(STORAGE_KEY, String(Date.now()));
    } catch {
      // Without storage nothing tells us that we have just reloaded: leave it to the person.
      return;
    }
    location.reload();
  }, [isOld]);
}
