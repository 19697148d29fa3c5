/** For what is wider than a phone: keys need something to hold on to, and it needs a name. */
export function scrolledByKeys(label: string) {
  return { role: "region", tabIndex: 0, "aria-label": label } as const;
}
