/**
 * The board in words: what screen readers get instead of a picture, and what the Markdown of a
 * review contains.
 */
import { type BoardGraph, nodeName } from "./graph";

export interface OutlineEntry {
  id: string;
  name: string;
  frame: string | null;
  /** "Feature store, nightly (data)" for every arrow that leaves it. */
  leadsTo: readonly string[];
  /** No arrow touches it. */
  isAlone: boolean;
}

export interface BoardOutline {
  /** "3 components, 2 connections, 1 note." */
  summary: string;
  entries: readonly OutlineEntry[];
  notes: readonly string[];
  looseArrows: number;
}

export function boardOutline(graph: BoardGraph): BoardOutline {
  const names = new Map(graph.nodes.map((node) => [node.id, nodeName(node)]));
  const leadsTo = new Map<string, string[]>();
  const touched = new Set<string>();
  for (const edge of graph.edges) {
    touched.add(edge.from).add(edge.to);
    const target = names.get(edge.to) ?? "";
    const words = [edge.isTwoWay ? `${target} and back` : target];
    if (edge.label) words.push(edge.label);
    const list = leadsTo.get(edge.from) ?? [];
    list.push(`${words.join(", ")}${edge.kind ? ` (${edge.kind})` : ""}`);
    leadsTo.set(edge.from, list);
  }
  return {
    summary: summarise(graph),
    entries: graph.nodes.map((node) => ({
      id: node.id,
      name: nodeName(node),
      frame: node.frame,
      leadsTo: leadsTo.get(node.id) ?? [],
      isAlone: !touched.has(node.id),
    })),
    notes: graph.notes,
    looseArrows: graph.looseArrows.length,
  };
}

/** @returns a Markdown list; an empty board is a sentence */
export function boardMarkdown(graph: BoardGraph): string {
  const { entries, notes, looseArrows } = boardOutline(graph);
  const lines = [
    ...entries.map(({ name, frame, leadsTo }) => {
      const inFrame = frame ? ` (in ${escapeMarkdown(frame)})` : "";
      const targets = leadsTo.map(escapeMarkdown).join("; ");
      return `**${escapeMarkdown(name)}**${inFrame}${targets ? ` → ${targets}` : ""}`;
    }),
    ...notes.map((note) => `Note: ${escapeMarkdown(note)}`),
    ...(looseArrows > 0 ? [looseSentence(looseArrows)] : []),
  ];
  return lines.length > 0 ? lines.map((line) => `- ${line}`).join("\n") : "Nothing was drawn.";
}

export function looseSentence(looseArrows: number): string {
  return `${count(looseArrows, "arrow")} not attached at both ends`;
}

function summarise(graph: BoardGraph): string {
  const parts = [
    count(graph.nodes.length, "component"),
    count(graph.edges.length, "connection"),
    ...(graph.notes.length > 0 ? [count(graph.notes.length, "note")] : []),
    ...(graph.looseArrows.length > 0 ? [looseSentence(graph.looseArrows.length)] : []),
  ];
  return `${parts.join(", ")}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Keeps people's words words: no emphasis, links, code, HTML or headings out of a label. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&]/g, "\\$&");
}
