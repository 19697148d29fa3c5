/** Small changes to a YAML text that leave every other character as it was written. */
import { isMap, isScalar, type Scalar, visit } from "yaml";
import { readUntrustedYaml } from "./read-untrusted-yaml";

interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** @returns the text with this version in it; as it was when it cannot be read or has none */
export function withVersion(text: string, version: number): string {
  const read = readUntrustedYaml(text);
  if (!read.ok || !isMap(read.value.document.contents)) return text;
  const pair = read.value.document.contents.items.find(
    ({ key }) => isScalar(key) && key.value === "version",
  );
  if (!pair || !isScalar(pair.value) || pair.value.value === version) return text;
  return replaced(text, [{ ...rangeOf(pair.value), text: String(version) }]);
}

/**
 * Gives an item another id, and its parts with it: `old` and everything that begins with `old.`.
 * Sentences that mention the id stay as they are.
 */
export function withId(text: string, to: string): string {
  const read = readUntrustedYaml(text);
  if (!read.ok) return text;
  const from = read.value.document.get("id");
  if (typeof from !== "string" || from === "" || from === to) return text;
  const replacements: Replacement[] = [];
  visit(read.value.document, {
    Scalar: (_, node) => {
      const { value } = node;
      if (typeof value !== "string") return;
      const isPart = value.startsWith(`${from}.`) && /^[a-z0-9.-]+$/.test(value);
      if (value !== from && !isPart) return;
      const { start, end } = rangeOf(node);
      // In its quotes, if it has any.
      const source = text.slice(start, end).replace(from, () => to);
      replacements.push({ start, end, text: source });
    },
  });
  return replaced(text, replacements);
}

function rangeOf(node: Scalar): { start: number; end: number } {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  // From the end, so that the places of those before stay right.
  return [...replacements]
    .sort((a, b) => b.start - a.start)
    .reduce((done, { start, end, text: by }) => done.slice(0, start) + by + done.slice(end), text);
}
