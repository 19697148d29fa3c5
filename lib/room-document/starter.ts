/**
 * What a room's document starts with: a section per scored phase, made once by the server and
 * stored as the log's first entry. No client ever seeds a document, so nothing appears twice.
 */
import * as Y from "yjs";
import { documentOf, openRoots, STARTER_CLIENT_ID } from "./roots";

export interface StarterSection {
  phaseId: string;
  blocks: readonly { heading: string; prompt: string }[];
}

/** Below the pane's own heading for the phase. */
const HEADING_LEVEL = 3;

function textBlock(name: string, text: string, mark?: string): Y.XmlElement {
  const block = new Y.XmlElement(name);
  const content = new Y.XmlText();
  content.insert(0, text, mark === undefined ? {} : { [mark]: {} });
  block.insert(0, [content]);
  return block;
}

/**
 * An empty paragraph is where people start to write. Its text is there already: of two who type
 * first at the same time, each would add one, and the editor joins two texts by rewriting one.
 */
function emptyParagraph(): Y.XmlElement {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText()]);
  return paragraph;
}

function heading(text: string): Y.XmlElement {
  const block = textBlock("heading", text);
  // Yjs attributes are strings to its types and any JSON value to its wire; the editor stores numbers.
  (block as Y.XmlElement<{ level: number }>).setAttribute("level", HEADING_LEVEL);
  return block;
}

/**
 * One Yjs V1 update under the reserved clientID, the same bytes for the same sections. Each
 * section ends in an empty paragraph.
 */
export function buildStarter(sections: readonly StarterSection[]): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = STARTER_CLIENT_ID;
  openRoots(doc, "shared");
  doc.transact(() => {
    documentOf(doc, "shared").insert(
      0,
      sections.map(({ phaseId, blocks }) => {
        const section = new Y.XmlElement("section");
        section.setAttribute("phase", phaseId);
        section.insert(
          0,
          blocks.length === 0
            ? [emptyParagraph()]
            : blocks.flatMap((block) => [
                heading(block.heading),
                textBlock("paragraph", block.prompt, "italic"),
                emptyParagraph(),
              ]),
        );
        return section;
      }),
    );
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** The private notes start with one empty paragraph, so that nobody's editor has to add it. */
export function buildNotesStarter(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = STARTER_CLIENT_ID;
  documentOf(doc, "private").insert(0, [emptyParagraph()]);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
