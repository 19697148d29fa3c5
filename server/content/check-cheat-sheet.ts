import type { CheatSheet } from "@/lib/domain/content/cheat-sheet";
import { checkScaleLine } from "./check-scale-line";
import { checkKnown, inside, type Report, type Vocabulary } from "./reporting";

export function checkCheatSheet(sheet: CheatSheet, vocabulary: Vocabulary, report: Report): void {
  checkKnown("failure mode", sheet.redFlags, vocabulary.failureModes, ["redFlags"], report);
  sheet.numbers.forEach(({ calc, result }, i) => {
    const line = inside(report, "numbers", i);
    if (calc !== undefined && result !== undefined) checkScaleLine({ calc, result }, line);
    else if (calc !== undefined || result !== undefined)
      line([], "a line of arithmetic has both a calc and a result");
  });
}
