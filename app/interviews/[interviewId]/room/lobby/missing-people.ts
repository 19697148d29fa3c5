import type { Roster } from "@/lib/protocol/messages";

/** Who is still awaited before it makes sense to start, as a sentence; null when everybody is there. */
export function missingPeople(roster: Roster, isSolo: boolean): string | null {
  if (isSolo) return null;
  const here = roster.filter((person) => person.isHere);
  const lacksCandidate = !here.some((person) => person.role === "candidate");
  const lacksInterviewer = !here.some((person) => person.role === "interviewer");
  if (lacksCandidate && lacksInterviewer) return "Candidate and interviewer are not here yet.";
  if (lacksCandidate) return "The candidate is not here yet.";
  if (lacksInterviewer) return "The interviewer is not here yet.";
  const unready = here.filter((person) => person.role === "candidate" && !person.isReady);
  const [first] = unready;
  return first ? `${first.name} is here and has not said they are ready.` : null;
}
