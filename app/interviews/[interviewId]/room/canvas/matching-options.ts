interface Option {
  label: string;
  detail?: string | undefined;
  /** Other names for the same thing. */
  keywords?: readonly string[] | undefined;
}

interface Group<T extends Option> {
  name: string;
  options: readonly T[];
}

/** How well an option fits; 0 is not at all. */
type Fit = 0 | 1 | 2 | 3 | 4;

/**
 * The options that fit what was typed: every word of it starts a word of the label, its other names,
 * the details or the group's name. The best fit comes first, within its group and among the groups.
 */
export function matchingOptions<T extends Option>(
  groups: readonly Group<T>[],
  query: string,
): readonly Group<T>[] {
  const wanted = words(query);
  if (wanted.length === 0) return groups.filter(({ options }) => options.length > 0);
  return groups
    .map(({ name, options }) => {
      const fitting = options
        .map((option) => ({ option, fit: fitOf(option, name, wanted) }))
        .filter(({ fit }) => fit > 0)
        .sort((a, b) => b.fit - a.fit);
      return { name, best: fitting[0]?.fit ?? 0, options: fitting.map(({ option }) => option) };
    })
    .filter(({ best }) => best > 0)
    .sort((a, b) => b.best - a.best);
}

function fitOf(option: Option, group: string, wanted: readonly string[]): Fit {
  const startsOne = (list: readonly string[]) => (word: string) =>
    list.some((candidate) => candidate.startsWith(word));
  const inLabel = words(option.label);
  if (wanted.every((word, place) => inLabel[place]?.startsWith(word))) return 4;
  if (wanted.every(startsOne(inLabel))) return 3;
  const inNames = [...inLabel, ...(option.keywords ?? []).flatMap(words)];
  if (wanted.every(startsOne(inNames))) return 2;
  const anywhere = [...inNames, ...words(option.detail ?? ""), ...words(group)];
  return wanted.every(startsOne(anywhere)) ? 1 : 0;
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
