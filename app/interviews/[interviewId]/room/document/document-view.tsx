import { type CSSProperties, createElement, type ReactNode } from "react";
import { phaseColour } from "@/app/_components/phase-colour";
import {
  type DocumentMark,
  type DocumentNode,
  shallowestHeading,
} from "@/lib/room-document/document-json";
import { isLinkHref } from "@/lib/room-document/link-href";
import "./document-content.css";

/**
 * A document as it was left, rendered from JSON: no editor and no sync plugin, so looking at a
 * finished interview can never change it.
 */
export function DocumentView({
  document,
  phases,
}: {
  document: DocumentNode;
  phases: readonly { id: string; name: string }[];
}) {
  return (
    <div className="document-content document-on-page">
      <Children of={document} phases={phases} shallowest={1} />
    </div>
  );
}

type Phases = readonly { id: string; name: string }[];

interface Surroundings {
  phases: Phases;
  /** The largest heading around; it comes right below the section's own. */
  shallowest: number;
}

function Children({ of: parent, ...around }: { of: DocumentNode } & Surroundings) {
  return (parent.content ?? []).map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the document is finished and never changes.
    <DocumentBlock key={index} node={node} {...around} />
  ));
}

const PLAIN: Record<string, string> = {
  bulletList: "ul",
  listItem: "li",
  tableRow: "tr",
  blockquote: "blockquote",
};

function DocumentBlock({ node, ...around }: { node: DocumentNode } & Surroundings): ReactNode {
  const children = <Children of={node} {...around} />;
  const attrs = node.attrs ?? {};
  switch (node.type) {
    case "text":
      return (node.marks ?? []).reduce<ReactNode>(marked, node.text);
    case "section":
      return <Section node={node} phases={around.phases} />;
    case "paragraph":
      // An empty line is a line.
      return <p>{node.content?.length ? children : <br />}</p>;
    case "heading":
      // The section's own heading is on the third level of the page.
      return createElement(`h${4 + Number(attrs.level ?? 1) - around.shallowest}`, {
        children,
        "data-level": attrs.level,
        className: "document-heading",
      });
    case "orderedList":
      return <ol start={Number(attrs.start ?? 1)}>{children}</ol>;
    case "taskList":
      return <ul data-type="taskList">{children}</ul>;
    case "taskItem":
      return (
        <li data-checked={attrs.checked === true}>
          <label>
            <input type="checkbox" disabled defaultChecked={attrs.checked === true} />
            <span className="sr-only">{attrs.checked === true ? "Done" : "Not done"}</span>
          </label>
          <div>{children}</div>
        </li>
      );
    case "table":
      return (
        <section className="tableWrapper" aria-label="Table">
          <table>
            <tbody>{children}</tbody>
          </table>
        </section>
      );
    case "tableCell":
    case "tableHeader":
      return createElement(node.type === "tableCell" ? "td" : "th", {
        children,
        colSpan: Number(attrs.colspan ?? 1),
        rowSpan: Number(attrs.rowspan ?? 1),
      });
    case "codeBlock":
      return (
        <pre>
          <code>{children}</code>
        </pre>
      );
    case "horizontalRule":
      return <hr />;
    case "hardBreak":
      return <br />;
    default: {
      const name = PLAIN[node.type];
      return name === undefined ? null : createElement(name, { children });
    }
  }
}

function Section({ node, phases }: { node: DocumentNode; phases: Phases }) {
  const index = phases.findIndex(({ id }) => id === node.attrs?.phase);
  const colour = index >= 0 ? phaseColour(index) : "var(--line-strong)";
  return (
    <section className="document-section">
      <div
        className="document-section-bar"
        style={{ position: "static", "--phase": colour } as CSSProperties}
      >
        <h3>{phases[index]?.name ?? "More notes"}</h3>
      </div>
      <div className="document-section-content">
        <Children of={node} phases={phases} shallowest={shallowestHeading(node)} />
      </div>
    </section>
  );
}

const MARK_ELEMENTS: Record<string, string> = {
  bold: "strong",
  italic: "em",
  strike: "s",
  underline: "u",
  code: "code",
};

function marked(children: ReactNode, mark: DocumentMark): ReactNode {
  if (mark.type === "link") {
    const href = mark.attrs?.href;
    if (!isLinkHref(href)) return children;
    return (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    );
  }
  const name = MARK_ELEMENTS[mark.type];
  return name === undefined ? children : createElement(name, { children });
}
