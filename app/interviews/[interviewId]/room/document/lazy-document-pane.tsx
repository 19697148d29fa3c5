"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { PaneOpening } from "../notices/pane-opening";

const load = () => import("./document-pane").then((pane) => pane.DocumentPane);

/** The editor is half of the room's script: it comes beside the room, not before it. */
export const LazyDocumentPane = dynamic(load, {
  ssr: false,
  loading: () => <PaneOpening what="document" />,
});

/** Fetches the editor while the server's state is still on its way. */
export function useEarlyDocumentPane(): void {
  useEffect(() => {
    // One that does not come is asked for again when it is shown, and says so then.
    load().catch(() => undefined);
  }, []);
}
