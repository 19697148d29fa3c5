/**
 * The schema of the document as Tiptap extensions, for the editor and for tests. Runs in a browser
 * and in Node. Which nodes, attributes and marks exist is said by `document-schema.ts`; what pasted
 * HTML brings is cut to its limits here, because the server refuses the rest.
 */
import {
  type AnyExtension,
  type Extensions,
  Mark,
  mergeAttributes,
  Node,
  type NodeConfig,
} from "@tiptap/core";
import { ListItem, OrderedList, TaskItem, TaskList } from "@tiptap/extension-list";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import type { Plugin } from "@tiptap/pm/state";
import StarterKit from "@tiptap/starter-kit";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import {
  HEADING_LEVELS,
  MAX_CELL_SPAN,
  MAX_COLUMN_WIDTH,
  MAX_LANGUAGE_LENGTH,
  MAX_LIST_START,
} from "./document-schema";
import { isLinkHref } from "./link-href";
import type { Plane } from "./roots";

/**
 * Lets plugins that tidy the document react to this person's edits only. Reacting to what arrives
 * from others would make every browser in the room write the same repair.
 */
function onOwnEditsOnly(plugins: Plugin[]): Plugin[] {
  for (const { spec } of plugins) {
    const tidy = spec.appendTransaction;
    if (tidy === undefined) continue;
    spec.appendTransaction = function (transactions, before, after) {
      const isRemote = transactions.some(
        (transaction) => transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true,
      );
      return isRemote ? null : tidy.call(this, transactions, before, after);
    };
  }
  return plugins;
}

function integerAttribute(name: string, fallback: number, min: number, max: number) {
  return {
    default: fallback,
    parseHTML: (element: HTMLElement) => {
      const value = Number.parseInt(element.getAttribute(name) ?? "", 10);
      return Number.isNaN(value) ? fallback : Math.min(max, Math.max(min, value));
    },
  };
}

function parseWidths(element: HTMLElement): number[] | null {
  const widths = (element.getAttribute("colwidth") ?? "").split(",").map(Number);
  return widths.every((width) => Number.isInteger(width) && width > 0 && width <= MAX_COLUMN_WIDTH)
    ? widths.slice(0, MAX_CELL_SPAN)
    : null;
}

const cellAttributes: NonNullable<NodeConfig["addAttributes"]> = () => ({
  colspan: integerAttribute("colspan", 1, 1, MAX_CELL_SPAN),
  rowspan: integerAttribute("rowspan", 1, 1, MAX_CELL_SPAN),
  colwidth: { default: null, parseHTML: parseWidths },
});

/** One phase's part of the document. No parse rule: pasted sections arrive as their blocks. */
const Section = Node.create({
  name: "section",
  content: "block*",
  isolating: true,
  defining: true,
  selectable: false,
  addAttributes() {
    return { phase: { default: null, rendered: false } };
  },
  renderHTML({ node, HTMLAttributes }) {
    return ["section", mergeAttributes(HTMLAttributes, { "data-phase": node.attrs.phase }), 0];
  },
});

function rootNode(plane: Plane) {
  return Node.create({
    name: "doc",
    topNode: true,
    content: plane === "shared" ? "section*" : "block+",
  });
}

/** Our limits on top of what the kit's own extensions do. */
function adapt(extension: AnyExtension): AnyExtension {
  if (extension instanceof Mark && extension.name === "code") {
    // By default code throws other marks out. Two people marking the same word at once would then
    // make a combination that the schema does not know.
    return extension.extend({ excludes: "code" });
  }
  if (extension instanceof Mark && extension.name === "link") {
    return extension.extend({
      // What is typed behind a link is not part of it.
      inclusive: false,
      addAttributes: () => ({ href: { default: null } }),
      addProseMirrorPlugins() {
        return onOwnEditsOnly(this.parent?.() ?? []);
      },
    });
  }
  if (extension instanceof Node && extension.name === "codeBlock") {
    return extension.extend({
      addAttributes() {
        const language = (this.parent?.() as Record<string, { parseHTML?: unknown }> | undefined)
          ?.language;
        const parse = language?.parseHTML as ((element: HTMLElement) => string | null) | undefined;
        return {
          language: {
            default: null,
            rendered: false,
            parseHTML: (element: HTMLElement) =>
              parse?.(element)?.slice(0, MAX_LANGUAGE_LENGTH) ?? null,
          },
        };
      },
    });
  }
  return extension;
}

const RoomKit = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map(adapt);
  },
});

/**
 * The schema of a plane's rich text: the shared document is made of sections, the private notes
 * are flat.
 */
export function documentExtensions(plane: Plane): Extensions {
  return [
    rootNode(plane),
    ...(plane === "shared" ? [Section] : []),
    RoomKit.configure({
      document: false,
      // Undo is Yjs's, so that it takes back only one's own edits.
      undoRedo: false,
      // Two browsers would each add one.
      trailingNode: false,
      listItem: false,
      orderedList: false,
      heading: { levels: [...HEADING_LEVELS] },
      link: {
        openOnClick: false,
        defaultProtocol: "https",
        HTMLAttributes: { target: "_blank", rel: "noopener noreferrer nofollow" },
        isAllowedUri: (url) => isLinkHref(url),
      },
    }),
    // Items hold any block first: a required first paragraph would be broken, and the item with its
    // text deleted, when one person deletes it while another turns the next one into a heading.
    ListItem.extend({ content: "block+" }),
    OrderedList.extend({
      addAttributes: () => ({ start: integerAttribute("start", 1, 0, MAX_LIST_START) }),
    }),
    TaskList,
    TaskItem.extend({ content: "block+" }).configure({ nested: true }),
    Table.extend({
      addProseMirrorPlugins() {
        return onOwnEditsOnly(this.parent?.() ?? []);
      },
    }).configure({ resizable: false, renderWrapper: true }),
    TableRow,
    TableHeader.extend({ addAttributes: cellAttributes }),
    TableCell.extend({ addAttributes: cellAttributes }),
  ];
}
