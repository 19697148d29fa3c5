/** Plain lines of text, one point each. */
export function Bullets({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="m-0 flex list-disc flex-col gap-1.5 pl-4 marker:text-ink-3">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
