"use client";

import { useEffect, useState } from "react";
import type * as Y from "yjs";
import { type BoardGraph, boardGraph } from "@/lib/board/graph";
import { readElements } from "@/lib/room-document/excalidraw-file";
import { elementsOf } from "@/lib/room-document/roots";

/** Words do not have to follow a drag; a moment later is soon enough, and cheap. */
const SETTLE_MS = 250;

/** The board as a graph, following the document with a short delay. */
export function useBoard(doc: Y.Doc): BoardGraph {
  const [graph, setGraph] = useState(() => read(doc));
  useEffect(() => {
    const elements = elementsOf(doc);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setGraph(read(doc));
      }, SETTLE_MS);
    };
    setGraph(read(doc));
    elements.observeDeep(changed);
    return () => {
      elements.unobserveDeep(changed);
      clearTimeout(timer);
    };
  }, [doc]);
  return graph;
}

function read(doc: Y.Doc): BoardGraph {
  return boardGraph(readElements(elementsOf(doc)));
}
