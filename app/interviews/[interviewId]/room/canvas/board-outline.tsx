import type { BoardGraph } from "@/lib/board/graph";
import { boardOutline, looseSentence } from "@/lib/board/outline";

/** The board in words. A drawing says nothing to a screen reader; this does. */
export function BoardOutline({ graph }: { graph: BoardGraph }) {
  const { summary, entries, notes, looseArrows } = boardOutline(graph);
  if (entries.length === 0 && notes.length === 0) return <p>Nothing has been drawn yet.</p>;
  return (
    <>
      <p>{summary}</p>
      <ul>
        {entries.map(({ id, name, frame, leadsTo, isAlone }) => (
          <li key={id}>
            {name}
            {frame ? ` (in ${frame})` : ""}
            {leadsTo.length > 0 ? ` leads to ${leadsTo.join("; ")}` : ""}
            {isAlone ? " (not connected)" : ""}
          </li>
        ))}
        {notes.map((note, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notes are plain text, and two may read the same.
          <li key={place}>Note: {note}</li>
        ))}
        {looseArrows > 0 ? <li>{looseSentence(looseArrows)}</li> : null}
      </ul>
    </>
  );
}
