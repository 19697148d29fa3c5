/**
 * Reads what people type into a field: 500M, 1.2B, 20k, 99.9%, 5ms, 5e8, 1,000,000, 5 × 10^8,
 * 80 GB, $3. A unit that the field is not counted in is converted when that is possible.
 */
import type { CalculatorInput } from "@/lib/domain/content/calculator";
import { rangeOf } from "./figures";
import { countsBytes, headOf, isShare, scaleOf, singular, tailOf } from "./units";

export type ReadQuantity = { ok: true; value: number } | { ok: false; message: string };

type Field = Pick<CalculatorInput, "unit" | "min" | "max" | "step">;

/** Nobody needs more to write a number; a pasted page is not one. */
const MAX_LENGTH = 60;

const DIGITS = String.raw`\d{1,3}(?:[,_ \u00a0\u202f'’]\d{3})+(?!\d)|\d+`;
const NUMBER = new RegExp(
  String.raw`^([+-]?)(?:10\^(-?\d+)|((?:${DIGITS})?(?:\.\d*)?)(?:e([+-]?\d+)|\s*[x×*]\s*10\s*(?:\^|\*\*)\s*([+-]?\d+))?)\s*(.*)$`,
  "i",
);

const MULTIPLIERS: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  g: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
};

export function readQuantity(typed: string, field: Field): ReadQuantity {
  const text = typed.trim().replace(/^\$\s*/, "");
  const read = text.length > MAX_LENGTH ? null : NUMBER.exec(text);
  const number = read && numberOf(read);
  if (!read || number === null) return wrong(notANumber(typed, field));
  const rest = read[6] ?? "";
  // "1,5" and "1.000.000" are read up to the first sign that does not belong there.
  if (/^[,.]\d/.test(rest)) {
    return wrong("Write a point before decimals and commas between thousands, as in 1,234.5.");
  }
  const factor = factorOf(rest, field.unit);
  if (factor === null) return wrong(notThatUnit(rest, field));
  return within(number * factor, field);
}

const wrong = (message: string): ReadQuantity => ({ ok: false, message });

function numberOf(read: RegExpExecArray): number | null {
  const [, sign, power, digits, exponent, times] = read;
  if (power !== undefined) return Number(`${sign}1e${power}`);
  if (digits === undefined || digits === "") return null;
  const plain = digits.replace(/[^\d.]/g, "");
  const value = Number(`${sign}${plain}e${exponent ?? times ?? 0}`);
  return Number.isFinite(value) ? value : null;
}

/** What the text behind the number makes of it, or null when it makes no sense in this unit. */
function factorOf(rest: string, unit: string): number | null {
  if (rest === "") return 1;
  if (isShare(unit)) return /^(%|percent)$/i.test(rest) ? 0.01 : null;
  if (unit === "times" && /^[x×]$/i.test(rest)) return 1;
  const converted = conversionOf(rest, unit);
  if (converted !== null) return converted;
  const [word = "", ...more] = rest.split(/\s+/);
  // A letter beside bytes is a unit of bytes; beside seconds, m could be minutes and is not guessed at.
  const isUnit = countsBytes(unit) || (scaleOf(unit) !== null && word === "m");
  const multiplier = isUnit ? undefined : MULTIPLIERS[word.toLowerCase()];
  if (multiplier !== undefined) return names(more.join(" "), unit) ? multiplier : null;
  return names(rest, unit) ? 1 : null;
}

/** 80 GB in a field of TB, 5 min in one of seconds. The part after the stroke may be left out. */
function conversionOf(rest: string, unit: string): number | null {
  const scale = scaleOf(unit);
  const own = scale?.get(headOf(unit));
  if (!scale || own === undefined) return null;
  const word = headOf(rest).trim();
  const letters = countsBytes(unit) && /^[kmgtp]$/i.test(word) ? `${word}B` : word;
  const size =
    scale.get(letters) ??
    [...scale].find(([name]) => name.toLowerCase() === letters.toLowerCase())?.[1];
  const isSamePer = tailOf(rest) === "" || `${tailOf(unit)}/`.startsWith(`${tailOf(rest).trim()}/`);
  return size === undefined || !isSamePer ? null : size / own;
}

/** Whether words behind the number only repeat the field's own unit. */
function names(words: string, unit: string): boolean {
  const given = words.toLowerCase().replace(/\s*\/\s*/g, "/");
  return (
    given === "" ||
    [unit, headOf(unit), singular(unit), headOf(singular(unit)), `/${tailOf(unit)}`].some(
      (name) => name.toLowerCase() === given,
    )
  );
}

function within(value: number, field: Field): ReadQuantity {
  if (isShare(field.unit) && value > field.max) {
    return wrong("A share is 100 % at most. For five percent, write 5% or 0.05.");
  }
  if (value < field.min || value > field.max) return wrong(`This has to be ${rangeOf(field)}.`);
  // Only a step of one means things that come whole; any other is how far a key press goes.
  if (field.step === 1 && !Number.isInteger(value)) return wrong("This has to be a whole number.");
  return { ok: true, value };
}

function examplesFor({ unit }: Field): string {
  if (isShare(unit)) return "99.9% or 0.999";
  if (countsBytes(unit)) return "16, 80 GB or 1.5 TB";
  return "500M, 1.2B, 20k, 5e8 or 1,000,000";
}

function notANumber(typed: string, field: Field): string {
  const shown = typed.trim().length > MAX_LENGTH ? "That" : `“${typed.trim()}”`;
  return `${shown} is not a number. Write it like ${examplesFor(field)}.`;
}

function notThatUnit(rest: string, field: Field): string {
  const counted = isShare(field.unit) ? "a percentage" : `counted in ${field.unit}`;
  return `“${rest}” does not fit: this is ${counted}. Write it like ${examplesFor(field)}.`;
}
