/** Results are written the way people say them, so the last digits may be rounded. */
const ROUNDING = 0.01;

export function isClose(exact: number, said: number): boolean {
  return Math.abs(exact - said) <= Math.abs(exact) * ROUNDING;
}
