import { Extension, type Extensions } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Placeholder } from "@tiptap/extensions";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { documentExtensions } from "@/lib/room-document/extensions";
import { isLinkHref } from "@/lib/room-document/link-href";
import { documentOf, type Plane } from "@/lib/room-document/roots";
import { caretKeeping } from "./caret-keeping";
import { remoteCarets } from "./remote-carets";
import { type SectionNames, sectionHeadings } from "./section-headings";
import { sectionKeeping } from "./section-keeping";

/** Links open with Ctrl or Command; a plain click puts the caret there. */
const openLinks = Extension.create({
  name: "openLinks",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("open-links"),
      props: {
        handleClick(view, _position, event) {
          if (!view.editable || !(event.ctrlKey || event.metaKey)) return false;
          const anchor = event.target instanceof Element ? event.target.closest("a") : null;
          const href = anchor?.getAttribute("href");
          if (!isLinkHref(href)) return false;
          window.open(href, "_blank", "noopener,noreferrer");
          return true;
        },
      },
    }),
  ],
});

export interface EditorBinding {
  doc: Y.Doc;
  plane: Plane;
  awareness: Awareness;
  isReadOnly: boolean;
  names: SectionNames;
}

/** The editor of a plane's rich text, bound to its document. Undo takes back own edits only. */
export function editorExtensions({
  doc,
  plane,
  awareness,
  isReadOnly,
  names,
}: EditorBinding): Extensions {
  return [
    ...documentExtensions(plane),
    Collaboration.configure({ fragment: documentOf(doc, plane) }),
    caretKeeping,
    remoteCarets(awareness, isReadOnly),
    ...(plane === "shared" ? [sectionHeadings(names), sectionKeeping] : []),
    openLinks,
    Placeholder.configure({
      includeChildren: true,
      placeholder: ({ node, editor, pos }) => {
        if (node.type.name === "heading") return "Heading";
        const { parent } = editor.state.doc.resolve(Math.min(pos, editor.state.doc.content.size));
        // In a cell or an item there is no room for a hint, and no need.
        const isLine = parent.type.name === "section" || parent.type.name === "doc";
        if (node.type.name !== "paragraph" || !isLine) return "";
        return plane === "shared" ? "Write here" : "Write down what you notice";
      },
    }),
  ];
}
