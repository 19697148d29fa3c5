import { evaluateArithmetic } from "@/lib/domain/content/arithmetic";
import { isClose } from "./is-close";
import type { Report } from "./reporting";

/** Works a line of arithmetic out and holds it against what it is said to come to. */
export function checkScaleLine(
  { calc, result }: { calc: string; result: number },
  report: Report,
): void {
  try {
    const value = evaluateArithmetic(calc);
    if (!isClose(value, result)) {
      report(["result"], `"${calc}" comes to ${value}, not ${result}`);
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    report(["calc"], error.message);
  }
}
