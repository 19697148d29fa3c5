/**
 * Other people's carets and selections in the document, and one's own for them.
 *
 * Positions are Yjs relative positions, so they stay with the text while others type before it.
 * Names and colours are in the awareness under `user`, put there from the server's roster.
 */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

interface RemoteState {
  cursor?: { anchor: unknown; head: unknown } | null;
  user?: { name: string; color: string };
}

interface Changes {
  added: number[];
  updated: number[];
  removed: number[];
}

/** The field of the awareness that the connection sends as the caret. */
const FIELD = "cursor";
/** As often as positions are sent. */
const REDRAW_EVERY_MS = 50;
const key = new PluginKey<DecorationSet>("remote-carets");

function bindingOf(state: EditorState): ProsemirrorBinding | null {
  return ySyncPluginKey.getState(state)?.binding ?? null;
}

function drawCaret({ name, color }: { name: string; color: string }): HTMLElement {
  const caret = document.createElement("span");
  caret.className = "remote-caret";
  caret.style.setProperty("--person", color);
  const label = document.createElement("span");
  label.className = "remote-caret-name";
  label.textContent = name;
  // Word joiners keep the caret from being a place where a line may break.
  caret.append("\u2060", label, "\u2060");
  return caret;
}

function decorate(state: EditorState, awareness: Awareness): DecorationSet {
  const binding = bindingOf(state);
  if (binding === null || binding.mapping.size === 0) return DecorationSet.empty;
  const resolve = (position: unknown): number | null => {
    const relative = Y.createRelativePositionFromJSON(position);
    const found = relativePositionToAbsolutePosition(
      binding.doc,
      binding.type,
      relative,
      binding.mapping,
    );
    return found === null ? null : Math.min(found, Math.max(0, state.doc.content.size - 1));
  };
  const decorations: Decoration[] = [];
  for (const [clientId, remote] of awareness.getStates() as Map<number, RemoteState>) {
    const { cursor, user } = remote;
    if (clientId === awareness.clientID || !cursor || user === undefined) continue;
    const [anchor, head] = [resolve(cursor.anchor), resolve(cursor.head)];
    if (anchor === null || head === null) continue;
    decorations.push(
      Decoration.widget(head, () => drawCaret(user), {
        // A new place is a new element, so that its name shows again for a moment.
        key: `${clientId}:${head}:${user.name}:${user.color}`,
        side: 10,
      }),
      Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
        class: "remote-selection",
        style: `--person: ${user.color}`,
      }),
    );
  }
  return DecorationSet.create(state.doc, decorations);
}

/** Tells the others where the caret is while the editor has the focus. */
function publish(view: EditorView, awareness: Awareness): void {
  const binding = bindingOf(view.state);
  const local = awareness.getLocalState() as RemoteState | null;
  if (binding === null || local === null) return;
  if (!view.hasFocus()) {
    if (local.cursor) awareness.setLocalStateField(FIELD, null);
    return;
  }
  const relative = (position: number): Y.RelativePosition =>
    absolutePositionToRelativePosition(position, binding.type, binding.mapping);
  const { anchor, head } = view.state.selection;
  const next = { anchor: relative(anchor), head: relative(head) };
  if (local.cursor && isSame(local.cursor, next)) return;
  awareness.setLocalStateField(FIELD, next);
}

function isSame(
  a: { anchor: unknown; head: unknown },
  b: { anchor: Y.RelativePosition; head: Y.RelativePosition },
): boolean {
  return (
    Y.compareRelativePositions(Y.createRelativePositionFromJSON(a.anchor), b.anchor) &&
    Y.compareRelativePositions(Y.createRelativePositionFromJSON(a.head), b.head)
  );
}

function caretsPlugin(awareness: Awareness, isReadOnly: boolean): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => decorate(state, awareness),
      apply(tr, shown, _before, state) {
        if (tr.getMeta(key) === true || tr.getMeta(ySyncPluginKey)?.isChangeOrigin === true) {
          return decorate(state, awareness);
        }
        return tr.docChanged ? shown.map(tr.mapping, tr.doc) : shown;
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      // At most twenty times a second, and never between a click and the editor's reading of it:
      // drawing puts the editor's selection back into the page, over the one that was just made.
      let timer: ReturnType<typeof setTimeout> | null = null;
      const onChange = ({ added, updated, removed }: Changes): void => {
        const isOwn = [...added, ...updated, ...removed].every((id) => id === awareness.clientID);
        if (isOwn) return;
        timer ??= setTimeout(() => {
          timer = null;
          view.dispatch(view.state.tr.setMeta(key, true));
        }, REDRAW_EVERY_MS);
      };
      const stop = (): void => {
        awareness.off("change", onChange);
        if (timer !== null) clearTimeout(timer);
      };
      const onFocus = (): void => publish(view, awareness);
      awareness.on("change", onChange);
      if (isReadOnly) return { destroy: stop };
      view.dom.addEventListener("focusin", onFocus);
      view.dom.addEventListener("focusout", onFocus);
      return {
        update: onFocus,
        destroy() {
          stop();
          view.dom.removeEventListener("focusin", onFocus);
          view.dom.removeEventListener("focusout", onFocus);
          if (awareness.getLocalState() !== null) awareness.setLocalStateField(FIELD, null);
        },
      };
    },
  });
}

/** Readers see the others' carets and show none of their own. */
export function remoteCarets(awareness: Awareness, isReadOnly: boolean): Extension {
  return Extension.create({
    name: "remoteCarets",
    addProseMirrorPlugins: () => [caretsPlugin(awareness, isReadOnly)],
  });
}
