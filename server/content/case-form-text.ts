/** The form of a case, read out of its YAML text and written back into it. */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { CaseForm } from "@/lib/domain/content/case-form";
import type { TextProblem } from "@/lib/domain/content/own-content";
import { ok, type Result } from "@/lib/domain/result";
import { withId } from "./edit-yaml-text";
import { type ReadYaml, readUntrustedYaml } from "./read-untrusted-yaml";

/** As wide as the files that ship. */
const LAYOUT = { lineWidth: 100, flowCollectionPadding: false } as const;

/** Null when the text is no case a form could be filled from: its lists are something else. */
export function readCaseForm({ document, value }: ReadYaml): CaseForm | null {
  if (!isMap(document.contents)) return null;
  const whole = record(value);
  const inside = record(whole.interviewer);
  const lists = [whole.candidateBrief, inside.facts, inside.checklist, inside.curveballs];
  if (lists.some((list) => list !== undefined && list !== null && !Array.isArray(list)))
    return null;
  return {
    id: words(whole.id),
    title: words(whole.title),
    domain: words(whole.domain),
    difficulty: [1, 2, 3, 4].find((known) => known === whole.difficulty) ?? 1,
    prompt: words(whole.prompt),
    candidateBrief: lines(whole.candidateBrief),
    facts: records(inside.facts).map((fact) => ({
      id: partId(fact),
      topic: words(fact.topic),
      asks: lines(fact.asks),
      answer: words(fact.answer),
      requirementClass: words(fact.requirementClass),
    })),
    checklist: records(inside.checklist).map((item) => {
      const noticedBy = record(item.noticedBy);
      return {
        id: partId(item),
        phase: words(item.phase),
        priority: words(item.priority),
        competencies: lines(item.competencies),
        text: words(item.text),
        terms: lines(noticedBy.terms),
        stencils: lines(noticedBy.stencils),
      };
    }),
    curveballs: records(inside.curveballs).map((ball) => ({
      id: partId(ball),
      title: words(ball.title),
      when: words(ball.when),
      stock: words(ball.stock),
      say: words(ball.say),
      listenFor: lines(ball.listenFor),
      competency: words(ball.competency),
    })),
  };
}

/**
 * Writes what differs into the text. Parts keep their ids, their comments and every field the form
 * does not have; new parts get an id. A form that says what the text says leaves it as it is.
 */
export function writeCaseForm(
  text: string,
  form: CaseForm,
): Result<string, readonly TextProblem[]> {
  const before = readUntrustedYaml(text);
  if (!before.ok) return before;
  const oldId = words(before.value.document.get("id"));
  // First, so that the parts below are found under their new ids.
  const renamed = form.id === "" || form.id === oldId ? text : withId(text, form.id);
  const read = renamed === text ? before : readUntrustedYaml(renamed);
  if (!read.ok) return read;
  const { document } = read.value;
  const writer = new Writer(document);
  const known = (id: string | null) =>
    id !== null && oldId !== "" && form.id !== "" && id.startsWith(`${oldId}.`)
      ? form.id + id.slice(oldId.length)
      : id;

  writer.set(["id"], form.id);
  writer.set(["title"], form.title);
  writer.set(["domain"], form.domain);
  writer.set(["difficulty"], form.difficulty);
  writer.set(["prompt"], form.prompt);
  writer.set(["candidateBrief"], form.candidateBrief);
  const ids = new Set(
    [...form.facts, ...form.checklist, ...form.curveballs].flatMap(({ id }) => known(id) ?? []),
  );
  const idOf = (id: string | null, wanted: string) => known(id) ?? fresh(wanted, ids);
  writer.setParts(
    ["interviewer", "facts"],
    form.facts.map(({ id, ...fact }) => ({
      id: idOf(id, `${form.id}.fact.${slug(fact.topic)}`),
      ...fact,
    })),
  );
  writer.setParts(
    ["interviewer", "checklist"],
    form.checklist.map(({ id, terms, stencils, ...item }) => ({
      id: idOf(id, `${form.id}.${item.phase.split("-")[0] ?? "p"}.${slug(item.text)}`),
      ...item,
      noticedBy: { terms, stencils },
    })),
  );
  writer.setParts(
    ["interviewer", "curveballs"],
    form.curveballs.map(({ id, stock, ...ball }) => ({
      id: idOf(id, `${form.id}.${slug(ball.title)}`),
      ...ball,
      stock: stock === "" ? undefined : stock,
    })),
  );
  return ok(writer.hasChanged ? document.toString(LAYOUT) : renamed);
}

type Path = readonly string[];
type Fields = Record<string, unknown>;

class Writer {
  hasChanged = false;
  readonly #document: Document.Parsed<ParsedNode>;

  constructor(document: Document.Parsed<ParsedNode>) {
    this.#document = document;
  }

  set(path: Path, value: unknown): void {
    if (same(plain(this.#document.getIn(path, true)), value)) return;
    this.#document.setIn(path, this.#made(value, this.#document.getIn(path, true)));
    this.hasChanged = true;
  }

  /** The list in this order, with the parts it had where they are still in it. */
  setParts(path: Path, parts: readonly (Fields & { id: string })[]): void {
    const found = this.#document.getIn(path, true);
    if (parts.length === 0 && !isSeq(found)) return;
    const list: YAMLSeq = isSeq(found) ? found : (this.#document.createNode([]) as YAMLSeq);
    const old = new Map<unknown, YAMLMap>();
    for (const node of list.items) if (isMap(node)) old.set(node.get("id"), node);
    const items = parts.map((part) => {
      const node = old.get(part.id) ?? (this.#document.createNode({}) as YAMLMap);
      this.#fill(node, part);
      return node;
    });
    if (items.length !== list.items.length || items.some((node, i) => node !== list.items[i])) {
      list.items = items;
      // What was an empty list in brackets is easier to read line by line once it is not.
      if (items.length > 0) list.flow = false;
      this.hasChanged = true;
    }
    if (list !== found) this.#document.setIn(path, list);
  }

  #fill(node: YAMLMap, fields: Fields): void {
    for (const [key, value] of Object.entries(fields)) {
      const now = node.get(key, true);
      if (value === undefined) {
        if (node.delete(key)) this.hasChanged = true;
      } else if (isMap(now) && typeof value === "object" && !Array.isArray(value)) {
        this.#fill(now, value as Fields);
      } else if (!same(plain(now), value)) {
        node.set(key, this.#made(value, now));
        this.hasChanged = true;
      }
    }
  }

  /** A value as a node that looks like the one it takes the place of. */
  #made(value: unknown, before: unknown): Node {
    const node = this.#document.createNode(value, { aliasDuplicateObjects: false }) as Node;
    if (isSeq(node) && isSeq(before) && before.flow) node.flow = true;
    if (isScalar(node) && isScalar(before) && before.comment) node.comment = before.comment;
    return node;
  }
}

function plain(node: unknown): unknown {
  if (isMap(node) || isSeq(node)) return node.toJSON();
  return isScalar(node) ? node.value : node;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const record = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const records = (value: unknown): Fields[] => list(value).map(record);
const words = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
const lines = (value: unknown): string[] => list(value).map(words);
const partId = ({ id }: Fields): string | null => (typeof id === "string" ? id : null);

/** The first words of a text, as a piece of an id. */
function slug(text: string): string {
  const MAX_WORDS = 4;
  const found = text
    .normalize("NFKD")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return found?.slice(0, MAX_WORDS).join("-") ?? "new";
}

/** Made different from all others, which then includes it. */
function fresh(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`;
  taken.add(id);
  return id;
}
