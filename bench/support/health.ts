/** A start takes seconds, and the port is open from its beginning. */
const PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 20;

/** @throws when the app does not say that it is ready */
export async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await fetch(new URL("/health/ready", url)).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    if (performance.now() > deadline) throw new Error(`${url} does not get ready`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}
