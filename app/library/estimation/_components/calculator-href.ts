const PAGE = "/library/estimation";

/** Null is the list of all. */
export function calculatorHref(calculatorId: string | null): string {
  return calculatorId === null ? PAGE : `${PAGE}?calculator=${encodeURIComponent(calculatorId)}`;
}
