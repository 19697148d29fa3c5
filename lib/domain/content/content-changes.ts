/** What is different between two versions of a piece of content, for the person who publishes one. */

export interface ContentChange {
  /** Such as `interviewer › facts › own-robots.fact.goal › answer`. */
  where: string;
  what: "added" | "removed" | "changed" | "in another order";
}

type Fields = Readonly<Record<string, unknown>>;
type Part = Fields & { id: string };

/** In the order of the fields. The version itself is no change. */
export function contentChanges(before: unknown, after: unknown): ContentChange[] {
  return between(before, after, []).filter(({ where }) => where !== "version");
}

function between(before: unknown, after: unknown, path: readonly string[]): ContentChange[] {
  if (same(before, after)) return [];
  const say = (what: ContentChange["what"], ...step: string[]): ContentChange => ({
    where: [...path, ...step].join(" › "),
    what,
  });
  if (isParts(before) && isParts(after)) {
    const [old, now] = [byId(before), byId(after)];
    const found = [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
      if (!old.has(id)) return [say("added", id)];
      if (!now.has(id)) return [say("removed", id)];
      return between(old.get(id), now.get(id), [...path, id]);
    });
    const kept = [...old.keys()].filter((id) => now.has(id));
    const isMoved = !same(
      kept,
      [...now.keys()].filter((id) => old.has(id)),
    );
    return isMoved ? [...found, say("in another order")] : found;
  }
  if (!isFields(before) || !isFields(after)) return [say("changed")];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    if (!(name in before)) return [say("added", name)];
    if (!(name in after)) return [say("removed", name)];
    return between(before[name], after[name], [...path, name]);
  });
}

/** Fields may come in any order: the database keeps its own. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isFields(a) || !isFields(b)) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => name in b && same(a[name], b[name]))
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isParts = (value: unknown): value is readonly Part[] =>
  Array.isArray(value) && value.every((item) => isFields(item) && typeof item.id === "string");

const byId = (parts: readonly Part[]) => new Map(parts.map((part) => [part.id, part]));
