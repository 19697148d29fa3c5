import { markTerms, type Piece, type Term } from "@/lib/domain/content/term-marks";
import { TermHelp } from "./term-help";

/** Running text in which the glossary's terms explain themselves, each where it first comes up. */
export function WithTerms({ text, terms }: { text: string; terms: readonly Term[] }) {
  return <Pieces pieces={markTerms(text, terms)} />;
}

/** Text that was marked already, as a line of a block that `markLines` has cut. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece) =>
    typeof piece === "string" ? (
      piece
    ) : (
      // Each term is marked once in a block, so that its id is a key.
      <TermHelp key={piece.term.id} term={piece.term} text={piece.text} />
    ),
  );
}
