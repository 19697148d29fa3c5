import type { BoundElement, SceneElement } from "./scene";

/**
 * The back-references of every shape, from the arrows that name it and the label inside it. They
 * are derived and never stored, so two people attaching arrows to one shape cannot lose one.
 */
export function deriveBoundElements(
  elements: Iterable<SceneElement>,
): ReadonlyMap<string, readonly BoundElement[]> {
  const bound = new Map<string, BoundElement[]>();
  const add = (target: unknown, reference: BoundElement) => {
    if (typeof target !== "string") return;
    const references = bound.get(target);
    if (!references) bound.set(target, [reference]);
    // An arrow from a shape back to itself names it twice.
    else if (!references.some(({ id }) => id === reference.id)) references.push(reference);
  };
  for (const element of elements) {
    if (element.isDeleted) continue;
    if (element.type === "arrow") {
      for (const end of [element.startBinding, element.endBinding]) {
        add(boundTo(end), { id: element.id, type: "arrow" });
      }
    } else if (element.type === "text") {
      add(element.containerId, { id: element.id, type: "text" });
    }
  }
  return bound;
}

export function isSameSet(
  current: readonly BoundElement[] | null,
  derived: readonly BoundElement[],
): boolean {
  if ((current?.length ?? 0) !== derived.length) return false;
  const ids = new Set(current?.map(({ id }) => id));
  return derived.every(({ id }) => ids.has(id));
}

function boundTo(binding: unknown): unknown {
  return typeof binding === "object" && binding !== null && "elementId" in binding
    ? binding.elementId
    : undefined;
}
