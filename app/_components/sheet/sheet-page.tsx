import { Download } from "lucide-react";
import Link from "next/link";
import type { Sheet } from "@/lib/sheets/sheet";
import { Button } from "../button";
import { PrintButton } from "../print-button";
import { SheetView } from "./sheet-view";

/** A sheet on the screen, with what takes it onto paper or into a file. */
export function SheetPage({
  sheet,
  back,
  markdownHref,
}: {
  sheet: Sheet;
  /** Where everything stands that has no room here. */
  back: { href: string; label: string };
  markdownHref: string;
}) {
  return (
    <>
      <div className="mb-6 flex flex-col gap-3 print:hidden">
        <p>
          <Link href={back.href} className="link">
            {back.label}
          </Link>
        </p>
        <div className="flex flex-wrap gap-3">
          <PrintButton />
          <Button href={markdownHref} download icon={<Download size={16} aria-hidden />}>
            Download Markdown
          </Button>
        </div>
        <p className="text-ink-2 text-sm">
          One page on A4 and on Letter.
          {sheet.leftOut > 0
            ? ` ${sheet.leftOut === 1 ? "One line has" : `${sheet.leftOut} lines have`} no room on it; the Markdown file has everything.`
            : ""}
        </p>
      </div>
      <SheetView sheet={sheet} />
    </>
  );
}
