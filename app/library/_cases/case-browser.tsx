"use client";

import { SearchX } from "lucide-react";
import { Button } from "@/app/_components/button";
import { EmptyState } from "@/app/_components/empty-state";
import { TextInput } from "@/app/_components/text-input";
import { DIFFICULTY_WORDS, domainWords } from "@/app/interviews/_components/words";
import { CANONICAL_COMPETENCIES } from "@/lib/domain/content/competency";
import {
  allDomains,
  type CaseListing,
  DIFFICULTIES,
  filterCases,
  isFiltered,
  NO_FILTER,
} from "@/lib/domain/library/case-filter";
import { CASE_MARKS } from "@/lib/domain/library/case-state";
import { COMPETENCY_WORDS, MARK_WORDS } from "../_components/words";
import { CaseRow } from "./case-row";
import { FilterChips } from "./filter-chips";
import { useCaseFilter } from "./use-case-filter";

/** The cases with their filter. Without scripts it is a form that asks the server. */
export function CaseBrowser({ cases }: { cases: CaseListing[] }) {
  const { filter, choose, type, settle } = useCaseFilter(cases);
  const found = filterCases(cases, filter);
  const hasStates = cases.some(({ state }) => state !== null);
  const clear = () => choose(NO_FILTER);
  return (
    <>
      <search aria-label="Cases">
        <form
          action="/library"
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            settle();
          }}
        >
          <div className="flex gap-2">
            <TextInput
              type="search"
              name="q"
              aria-label="Search title, prompt and domain"
              placeholder="Search title, prompt and domain"
              className="min-w-0 flex-1"
              autoComplete="off"
              value={filter.q}
              onChange={(event) => type(event.target.value)}
            />
            <noscript>
              <Button type="submit">Search</Button>
            </noscript>
          </div>
          <FilterChips
            legend="Difficulty"
            name="difficulty"
            options={DIFFICULTIES.filter((step) =>
              cases.some(({ difficulty }) => difficulty === step),
            ).map((value) => ({
              value,
              label: domainWords(DIFFICULTY_WORDS[value]),
            }))}
            chosen={filter.difficulty}
            onChange={(difficulty) => choose({ difficulty })}
          />
          <FilterChips
            legend="Competency"
            name="competency"
            options={CANONICAL_COMPETENCIES.filter((id) =>
              cases.some(({ focus }) => focus.includes(id)),
            ).map((value) => ({ value, label: COMPETENCY_WORDS[value] }))}
            chosen={filter.competency}
            onChange={(competency) => choose({ competency })}
          />
          <FilterChips
            legend="Domain"
            name="domain"
            options={allDomains(cases).map((value) => ({ value, label: domainWords(value) }))}
            chosen={filter.domain}
            onChange={(domain) => choose({ domain })}
          />
          {hasStates ? (
            <FilterChips
              legend="My state"
              name="state"
              options={CASE_MARKS.map((value) => ({ value, label: MARK_WORDS[value] }))}
              chosen={filter.state}
              onChange={(state) => choose({ state })}
            />
          ) : null}
        </form>
      </search>
      <div className="mt-6 flex min-h-10 flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-ink-2 text-sm">
          {found.length === cases.length
            ? `${cases.length} cases`
            : `${found.length} of ${cases.length} cases`}
        </p>
        {isFiltered(filter) && found.length > 0 ? (
          <Button variant="quiet" size="room" href="/library" onClick={clearInstead(clear)}>
            Clear filters
          </Button>
        ) : null}
      </div>
      {found.length > 0 ? (
        <ul
          aria-label="Cases"
          className="m-0 list-none divide-y divide-line border-line border-y p-0"
        >
          {found.map((listing) => (
            <CaseRow key={listing.id} listing={listing} />
          ))}
        </ul>
      ) : (
        <EmptyState
          icon={<SearchX size={20} aria-hidden />}
          action={
            <Button href="/library" onClick={clearInstead(clear)}>
              Clear filters
            </Button>
          }
        >
          No case fits all of these filters.
        </EmptyState>
      )}
    </>
  );
}

/** A link, so that it works without scripts; with them the page need not be asked for again. */
function clearInstead(clear: () => void) {
  return (event: { preventDefault: () => void }) => {
    event.preventDefault();
    clear();
  };
}
