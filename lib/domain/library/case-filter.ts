/**
 * Which cases a list shows: the same rule on the server, which renders the address, and in the browser,
 * which filters while somebody types.
 */
import { CANONICAL_COMPETENCIES, type CanonicalCompetency } from "../content/competency";
import { CASE_MARKS, type CaseMark, type CaseState, marksOf } from "./case-state";

export const DIFFICULTIES = [1, 2, 3, 4] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** A row of the list. */
export interface CaseListing {
  id: string;
  title: string;
  prompt: string;
  domain: string;
  difficulty: Difficulty;
  focus: CanonicalCompetency[];
  /** Null for a visitor. */
  state: CaseState | null;
}

/** Within one kind any will do; between kinds all have to hold. */
export interface CaseFilter {
  q: string;
  domain: string[];
  difficulty: Difficulty[];
  competency: CanonicalCompetency[];
  state: CaseMark[];
}

export const NO_FILTER: CaseFilter = {
  q: "",
  domain: [],
  difficulty: [],
  competency: [],
  state: [],
};

/** A search is a few words; what is longer came from no keyboard. */
const MAX_SEARCH_CHARS = 200;

/** The fields a case is in: "computer vision, privacy" is two. */
export function domainsOf({ domain }: Pick<CaseListing, "domain">): string[] {
  return domain.split(",").map((part) => part.trim());
}

/** Every field that some case is in, in the order of the alphabet. */
export function allDomains(cases: readonly CaseListing[]): string[] {
  const all = new Set(cases.flatMap(domainsOf));
  return [...all].sort((a, b) => a.localeCompare(b, "en", { sensitivity: "base" }));
}

/** What an address asks for. Whatever it does not know it leaves out: an old link still shows a list. */
export function parseCaseFilter(
  params: URLSearchParams,
  cases: readonly CaseListing[],
): CaseFilter {
  const chosen = <T extends string | number>(name: string, known: readonly T[]): T[] => {
    const wanted = params.getAll(name);
    return known.filter((value) => wanted.includes(String(value)));
  };
  return {
    q: (params.get("q") ?? "").slice(0, MAX_SEARCH_CHARS),
    domain: chosen("domain", allDomains(cases)),
    difficulty: chosen("difficulty", DIFFICULTIES),
    competency: chosen("competency", CANONICAL_COMPETENCIES),
    state: chosen("state", CASE_MARKS),
  };
}

/** The address of a filter, without a question mark; nothing for none. */
export function caseFilterQuery(filter: CaseFilter): string {
  const params = new URLSearchParams();
  if (filter.q.trim() !== "") params.set("q", filter.q.trim());
  for (const name of ["domain", "difficulty", "competency", "state"] as const)
    for (const value of filter[name]) params.append(name, String(value));
  return params.toString();
}

export function isFiltered(filter: CaseFilter): boolean {
  return caseFilterQuery(filter) !== "";
}

export function filterCases<C extends CaseListing>(cases: readonly C[], filter: CaseFilter): C[] {
  const words = searchable(filter.q).split(" ").filter(Boolean);
  return cases.filter((listing) => {
    const text = searchable(`${listing.title} ${listing.prompt} ${listing.domain}`);
    return (
      words.every((word) => text.includes(word)) &&
      meets(filter.domain, domainsOf(listing)) &&
      meets(filter.difficulty, [listing.difficulty]) &&
      meets(filter.competency, listing.focus) &&
      (listing.state === null || meets(filter.state, marksOf(listing.state)))
    );
  });
}

function meets<T>(wanted: readonly T[], has: readonly T[]): boolean {
  return wanted.length === 0 || wanted.some((value) => has.includes(value));
}

/** Letters and digits only, so that "click-through" is found by "click through". */
function searchable(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
