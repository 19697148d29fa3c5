/**
 * Figures as people read, say and write them. Always in English and never in the browser's own
 * language, so that server and browser, and the two people of a room, see the same characters.
 */
import { BYTES, countsBytes, headOf, isShare, singular } from "./units";

/** Beyond a few thousand trillion nobody has a word for it. */
const WORDLESS_FROM = 1e15;
/** Smaller than this, zeros are harder to count than an exponent is to read. */
const TINY_BELOW = 1e-6;
/** 1,300 is read as it stands; 58,000 becomes 58 thousand. */
const WORDS_FROM = 10_000;
/** Beyond it, parts of one are noise. */
const WHOLE_FROM = 1e6;
/** Below it, a whole number is said as it is: 182 servers. */
const SAID_WHOLE_BELOW = 1_000;

const SCALES = [
  { size: 1e12, word: "trillion", letter: "T" },
  { size: 1e9, word: "billion", letter: "B" },
  { size: 1e6, word: "million", letter: "M" },
  { size: 1e3, word: "thousand", letter: "k" },
] as const;

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const cents = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const figures = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

export function superscript(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(/\d/g, (digit) => SUPERSCRIPTS[+digit] ?? "");
  return exponent < 0 ? `⁻${digits}` : digits;
}

function scientific(value: number): string {
  const [mantissa, exponent] = value.toExponential(3).split("e");
  const power = `10${superscript(Number(exponent))}`;
  return Number(mantissa) === 1 ? power : `${Number(mantissa)} × ${power}`;
}

/** With as many digits as mean something: 57,870.37. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= WORDLESS_FROM || (size > 0 && size < TINY_BELOW)) return scientific(value);
  if (size >= WHOLE_FROM) return whole.format(value);
  return (size >= SAID_WHOLE_BELOW ? cents : figures).format(value);
}

export function twoFigures(value: number): number {
  return Number(value.toPrecision(2));
}

const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

/** The figure with its scale: 58 and thousand of 58,000. Null where it reads best as it stands. */
function scaled(value: number) {
  const size = Math.abs(value);
  if (size < WORDS_FROM || size >= WORDLESS_FROM) return null;
  const scale = SCALES.find((each) => size >= each.size);
  return scale ? { ...scale, figure: value / scale.size } : null;
}

/** Whether a few digits in front of the scale say it all; 173,611 is no round number. */
const isShort = (figure: number) => isClose(Number(figure.toPrecision(4)), figure);

function inWords(value: number): string {
  const found = scaled(value);
  return found ? `${plainNumber(found.figure)} ${found.word}` : plainNumber(value);
}

function inLetters(value: number): string {
  const found = scaled(value);
  return found ? plainNumber(found.figure) + found.letter : plainNumber(value);
}

const percent = (share: number): string =>
  `${plainNumber(Number((share * 100).toPrecision(12)))} %`;

/** Units that are not written behind a figure. */
const isSilent = (unit: string): boolean => unit === "same as the metric";

function withUnit(figure: string, value: number, unit: string): string {
  return isSilent(unit) ? figure : `${figure} ${value === 1 ? singular(unit) : unit}`;
}

/** Bytes in the largest unit of which there is one, and long times in seconds. */
function readable(value: number, unit: string): { value: number; unit: string } {
  const head = headOf(unit);
  const tail = unit.slice(head.length);
  if (head === "ms" && Math.abs(value) >= 1_000) return { value: value / 1_000, unit: `s${tail}` };
  if (!countsBytes(unit)) return { value, unit };
  const bytes = value * (BYTES.get(head) ?? 1);
  const fits = [...BYTES].reverse().find(([, size]) => twoFigures(Math.abs(bytes)) >= size);
  return fits ? { value: bytes / fits[1], unit: fits[0] + tail } : { value, unit };
}

/** The exact value with its unit: 57,870.37 requests/s. */
export function exactly(value: number, unit: string): string {
  return isShare(unit) ? percent(value) : withUnit(plainNumber(value), value, unit);
}

/** Two figures and the order of magnitude: about 58 thousand requests/s. */
export function roughly(value: number, unit: string): string {
  const about = isClose(twoFigures(value), value) ? "" : "about ";
  if (isShare(unit)) return about + percent(twoFigures(value));
  const shown = readable(value, unit);
  const figure = twoFigures(shown.value);
  return about + withUnit(inWords(figure), figure, shown.unit);
}

/** A result within a sentence that names its unit itself: 58 thousand. */
export function sayResult(value: number, unit: string): string {
  const isSaidWhole = Number.isInteger(value) && Math.abs(value) < SAID_WHOLE_BELOW;
  const figure = isSaidWhole ? value : twoFigures(value);
  return isShare(unit) ? percent(figure) : inWords(figure);
}

/** What somebody typed, within such a sentence; never rounded. */
export function sayInput(value: number, unit: string): string {
  if (isShare(unit)) return percent(value);
  const found = scaled(value);
  return found && isShort(found.figure) ? inWords(value) : plainNumber(value);
}

/** What somebody typed, in a line of arithmetic: 500M users. */
export function writeInput(value: number, unit: string): string {
  if (isShare(unit)) return percent(value);
  if (unit === "times") return plainNumber(value);
  const found = scaled(value);
  const figure = found && isShort(found.figure) ? inLetters(value) : plainNumber(value);
  return withUnit(figure, value, unit);
}

/** A result in a line of arithmetic, with the sign before it: ≈ 58k requests/s. */
export function writeResult(value: number, unit: string): { sign: "=" | "≈"; text: string } {
  const isSaidWhole = Number.isInteger(value) && Math.abs(value) < SAID_WHOLE_BELOW;
  const shown = isShare(unit) ? { value, unit } : readable(value, unit);
  const figure = isSaidWhole && shown.unit === unit ? value : twoFigures(shown.value);
  const sign = isClose(figure, shown.value) ? "=" : "≈";
  if (isShare(unit)) return { sign, text: percent(figure) };
  return { sign, text: withUnit(inLetters(figure), figure, shown.unit) };
}

/** As one would type it into a field of this unit; reading it back gives the same value. */
export function asTyped(value: number, unit: string): string {
  if (isShare(unit)) return percent(value).replace(" ", "");
  // There a letter is a unit: 2M is two megabytes, not two million of them.
  if (countsBytes(unit)) return plainNumber(value);
  const found = scaled(value);
  return found && isShort(found.figure) ? inLetters(value) : plainNumber(value);
}

/** A field's limits: from 1 to 10 billion. */
export function rangeOf({ min, max, unit }: { min: number; max: number; unit: string }): string {
  const figure = (value: number) => (isShare(unit) ? percent(value) : inWords(value));
  // A limit that only keeps a divisor from being nothing.
  const isAnything = min > 0 && min < TINY_BELOW;
  return isAnything ? `more than 0, up to ${figure(max)}` : `from ${figure(min)} to ${figure(max)}`;
}
