/** Typing at a steady pace, whatever the server does, and what becomes of it. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Every editor types `hz` times a second for `ms`, spread evenly. */
export async function typeSteadily(
  editors: readonly (() => void)[],
  { ms, hz = 10 }: { ms: number; hz?: number },
): Promise<void> {
  const gap = 1_000 / hz / editors.length;
  const startedAt = performance.now();
  let turn = 0;
  while (performance.now() - startedAt < ms) {
    while (turn * gap <= performance.now() - startedAt) {
      editors[turn % editors.length]?.();
      turn += 1;
    }
    await sleep(1);
  }
}
