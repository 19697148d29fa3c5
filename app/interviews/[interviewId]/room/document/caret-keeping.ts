/**
 * Keeps one's own caret behind the character it stands behind, also while others write in the same
 * line.
 *
 * The sync plugin remembers the caret as a Yjs position, which is right. But when the text of its
 * line has changed, it takes that position for a mistake and goes back to the old offset: two who
 * write in one line then scatter each other's letters. It does so by an absolute position that it
 * remembers as well; here that is given out only where the Yjs position leads nowhere.
 */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import {
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import type * as Y from "yjs";

/** What the sync plugin remembers of a selection between two changes. */
type Remembered = ProsemirrorBinding["beforeTransactionSelection"];

function trusting(selection: Remembered, binding: ProsemirrorBinding): Remembered {
  const { anchor, head, absAnchor, absHead } = selection;
  const unlessFound = (position: Y.RelativePosition | null, absolute: number) => {
    const { doc, type, mapping } = binding;
    const isFound =
      position !== null &&
      relativePositionToAbsolutePosition(doc, type, position, mapping) !== null;
    // The plugin asks whether there is one; its types only say that there is.
    return (isFound ? null : absolute) as number;
  };
  return {
    ...selection,
    // Asked once the change has been applied, and so about the place as it is then.
    get absAnchor() {
      return unlessFound(anchor, absAnchor);
    },
    get absHead() {
      return unlessFound(head, absHead);
    },
  };
}

export const caretKeeping = Extension.create({
  name: "caretKeeping",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("caret-keeping"),
      view(view) {
        const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(
          view.state,
        )?.binding;
        if (!binding) return {};
        // Of all events before a change the last one: by now the plugin has remembered.
        const keep = () => {
          const selection: Remembered | null = binding.beforeTransactionSelection;
          if (selection) binding.beforeTransactionSelection = trusting(selection, binding);
        };
        binding.doc.on("beforeTransaction", keep);
        return { destroy: () => binding.doc.off("beforeTransaction", keep) };
      },
    }),
  ],
});
