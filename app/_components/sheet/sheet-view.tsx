import type { Sheet, SheetBlock, SheetPart, SheetTable } from "@/lib/sheets/sheet";
import "./sheet.css";

/** A sheet, the same on screen and on paper; how it is set is in the style sheet beside this file. */
export function SheetView({ sheet }: { sheet: Sheet }) {
  return (
    <article className="sheet" aria-labelledby="sheet-title">
      <header className="sheet-head">
        <h1 id="sheet-title">{sheet.title}</h1>
        <p className="sheet-kind">{sheet.kind}</p>
        <p className="sheet-lead">{sheet.lead}</p>
      </header>
      <div className="sheet-blocks">
        {sheet.blocks.map((block) => (
          <Block key={block.heading} block={block} />
        ))}
      </div>
      <footer className="sheet-foot">
        <span>{sheet.source}</span>
        <span>Dryrun</span>
      </footer>
    </article>
  );
}

function Block({ block }: { block: SheetBlock }) {
  return (
    <section>
      <h2>
        <span>{block.heading}</span> {block.note ? <small>{block.note}</small> : null}
      </h2>
      {block.table ? <Table table={block.table} /> : null}
      {block.parts.map((part) => (
        <Part key={part.label ?? part.lines[0]} part={part} />
      ))}
    </section>
  );
}

function Part({ part: { label, lines } }: { part: SheetPart }) {
  if (lines.length === 1)
    return (
      <p>
        {label ? <b>{label} </b> : null}
        {lines[0]}
      </p>
    );
  return (
    <>
      {label ? (
        <p className="sheet-label">
          <b>{label}</b>
        </p>
      ) : null}
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function Table({ table: { columns, rows } }: { table: SheetTable }) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...others]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {others.map((cell, i) => (
              // The columns are what tells cells apart; two may say the same.
              <td key={columns[i + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
