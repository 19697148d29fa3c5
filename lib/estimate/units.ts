/**
 * The units of the calculators. A unit such as `GB/node` counts its head, the part before the first
 * stroke; the rest says per what.
 */

import type { SHARE_UNIT } from "@/lib/domain/content/calculator";

/** Shares are numbers from 0 to 1, typed and shown as percentages. */
const SHARE: typeof SHARE_UNIT = "share";

export const isShare = (unit: string): boolean => unit === SHARE;

export function headOf(unit: string): string {
  return unit.split("/")[0] ?? unit;
}

/** Per what: "s" of "TB/s", empty where the unit is a plain one. */
export function tailOf(unit: string): string {
  return unit.slice(headOf(unit).length + 1);
}

export const BYTES: ReadonlyMap<string, number> = new Map([
  ["B", 1],
  ["KB", 1e3],
  ["MB", 1e6],
  ["GB", 1e9],
  ["TB", 1e12],
  ["PB", 1e15],
]);

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

const TIMES: ReadonlyMap<string, number> = new Map([
  ["ns", 1e-9],
  ["us", 1e-6],
  ["µs", 1e-6],
  ["ms", 1e-3],
  ["s", 1],
  ["min", MINUTE_S],
  ["h", HOUR_S],
  ["d", DAY_S],
  ["day", DAY_S],
  ["days", DAY_S],
  ["week", 7 * DAY_S],
  ["weeks", 7 * DAY_S],
  ["year", 365.25 * DAY_S],
  ["years", 365.25 * DAY_S],
]);

const OPERATIONS: ReadonlyMap<string, number> = new Map([
  ["FLOP", 1],
  ["GFLOP", 1e9],
  ["TFLOP", 1e12],
  ["PFLOP", 1e15],
]);

/** The units that a unit's head can be converted from, with their sizes; null when it stands alone. */
export function scaleOf(unit: string): ReadonlyMap<string, number> | null {
  const head = headOf(unit);
  return [BYTES, TIMES, OPERATIONS].find((scale) => scale.has(head)) ?? null;
}

export const countsBytes = (unit: string): boolean => BYTES.has(headOf(unit));

/** "user" of "users"; units that are no English plurals stay as they are. */
export function singular(unit: string): string {
  const head = headOf(unit);
  const isPlural = /^[A-Za-z ]{3,}s$/.test(head);
  if (!isPlural) return unit;
  const one = head.endsWith("ies") ? `${head.slice(0, -3)}y` : head.slice(0, -1);
  return one + unit.slice(head.length);
}
