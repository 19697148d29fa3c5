import type { ReferenceDrawing } from "@/lib/domain/content/reference-drawing";

/** Every arrow as a line: "Feature store → Ranker: features". */
export function DrawingInWords({
  id,
  drawing: { nodes, edges },
}: {
  id: string;
  drawing: ReferenceDrawing;
}) {
  const nameOf = new Map(nodes.map((node) => [node.id, node.label]));
  const notes = nodes.filter(({ note }) => note !== null);
  return (
    <ul id={id} className="mt-2 flex max-w-prose list-disc flex-col gap-1 pl-5 text-sm">
      {edges.map(({ from, to, label, kind }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the drawing never changes, and two arrows may read the same.
        <li key={place}>
          {nameOf.get(from)} → {nameOf.get(to)}: {label} ({kind})
        </li>
      ))}
      {notes.map((node) => (
        <li key={node.id}>
          {node.label}: {node.note}
        </li>
      ))}
    </ul>
  );
}
