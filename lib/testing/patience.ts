/** For what takes milliseconds, and seconds when the computer has something else to do. */
export const PATIENCE_MS = 20_000;
