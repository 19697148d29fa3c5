/**
 * Each section under the name of its phase, the current one marked. Names come from the plan, not
 * from the document, so nobody can edit them and a copied section never has the wrong one.
 */
import { type Editor, Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type NodeViewConstructor } from "@tiptap/pm/view";
import { phaseColour } from "@/app/_components/phase-colour";
import type { Plan } from "@/lib/domain/plan";

export interface SectionNames {
  plan: Plan;
  currentPhaseId: string | null;
}

interface Heading {
  name: string;
  /** Index in the plan, for the phase's hue; -1 for a phase that is not in it. */
  index: number;
  isCurrent: boolean;
}

const key = new PluginKey<{ names: SectionNames; decorations: DecorationSet }>("section-headings");

function headingOf({ plan, currentPhaseId }: SectionNames, phaseId: string): Heading {
  const index = plan.findIndex((phase) => phase.phaseId === phaseId);
  return {
    name: plan[index]?.name ?? "More notes",
    index,
    isCurrent: phaseId === currentPhaseId,
  };
}

/** Node views hear of names and of the current phase through the decoration of their node. */
function decorate(doc: Node, names: SectionNames): DecorationSet {
  const decorations: Decoration[] = [];
  doc.forEach((node, offset) => {
    if (node.type.name !== "section") return;
    const heading = headingOf(names, node.attrs.phase);
    const attributes = heading.isCurrent ? { "data-current": "" } : {};
    decorations.push(Decoration.node(offset, offset + node.nodeSize, attributes, { heading }));
  });
  return DecorationSet.create(doc, decorations);
}

const sectionView: NodeViewConstructor = (node, _view, _getPos, decorations) => {
  const dom = document.createElement("section");
  dom.className = "document-section";
  dom.dataset.phase = node.attrs.phase;
  const bar = document.createElement("div");
  bar.className = "document-section-bar";
  bar.contentEditable = "false";
  const title = document.createElement("h2");
  const now = document.createElement("span");
  now.className = "document-section-now";
  now.textContent = "Now";
  bar.append(title, now);
  const contentDOM = document.createElement("div");
  contentDOM.className = "document-section-content";
  dom.append(bar, contentDOM);

  const show = (shown: readonly Decoration[]): void => {
    const heading: Heading | undefined = shown.find(({ spec }) => spec.heading)?.spec.heading;
    title.textContent = heading?.name ?? "";
    now.hidden = heading?.isCurrent !== true;
    bar.style.setProperty(
      "--phase",
      heading && heading.index >= 0 ? phaseColour(heading.index) : "var(--line-strong)",
    );
  };
  show(decorations);
  return {
    dom,
    contentDOM,
    update(next, nextDecorations) {
      if (next.type !== node.type || next.attrs.phase !== node.attrs.phase) return false;
      show(nextDecorations);
      return true;
    },
    // The bar is ours: its changes are no edits.
    ignoreMutation: (mutation) => !contentDOM.contains(mutation.target) && mutation.target !== dom,
    stopEvent: (event) => event.target instanceof globalThis.Node && bar.contains(event.target),
  };
};

export function sectionHeadings(names: SectionNames): Extension {
  return Extension.create({
    name: "sectionHeadings",
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: {
          init: (_config, { doc }) => ({ names, decorations: decorate(doc, names) }),
          apply(tr, shown) {
            const changed: SectionNames | undefined = tr.getMeta(key);
            if (changed === undefined && !tr.docChanged) return shown;
            const now = changed ?? shown.names;
            return { names: now, decorations: decorate(tr.doc, now) };
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.decorations,
          nodeViews: { section: sectionView },
        },
      }),
    ],
  });
}

/** The clock has moved on, or the plan has changed. */
export function renameSections(editor: Editor, names: SectionNames): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, names));
}
