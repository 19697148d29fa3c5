"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import {
  type CaseFilter,
  type CaseListing,
  caseFilterQuery,
  parseCaseFilter,
} from "@/lib/domain/library/case-filter";

/** Short enough to feel written as one types, long enough not to write every letter. */
const ADDRESS_FOLLOWS_MS = 250;

/**
 * The filter in the address, ahead of it by a moment: the list changes with each key, the address
 * follows when one pauses. A chip is a step one can go back from; typing is not.
 */
export function useCaseFilter(cases: readonly CaseListing[]) {
  const params = useSearchParams();
  const inAddress = params.toString();
  const [filter, setFilter] = useState(() => parseCaseFilter(params, cases));
  const [seen, setSeen] = useState(inAddress);
  const [written, setWritten] = useState(inAddress);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  // Back, forward or a link to the bare list: the address has changed, and not by what we wrote.
  if (inAddress !== seen) {
    setSeen(inAddress);
    if (inAddress !== written) {
      setWritten(inAddress);
      setFilter(parseCaseFilter(params, cases));
    }
  }

  function write(next: CaseFilter, how: "pushState" | "replaceState") {
    clearTimeout(timer.current);
    const query = caseFilterQuery(next);
    if (query === new URLSearchParams(window.location.search).toString()) return;
    setWritten(query);
    window.history[how](null, "", query === "" ? window.location.pathname : `?${query}`);
  }

  return {
    filter,
    choose(change: Partial<CaseFilter>) {
      const next = { ...filter, ...change };
      setFilter(next);
      write(next, "pushState");
    },
    type(q: string) {
      const next = { ...filter, q };
      setFilter(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => write(next, "replaceState"), ADDRESS_FOLLOWS_MS);
    },
    /** Enter: no need to wait. */
    settle() {
      write(filter, "replaceState");
    },
  };
}
