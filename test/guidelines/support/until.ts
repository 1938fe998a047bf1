const EVERY_MS = 5;
const WITHIN_MS = 10_000;

/** Resolves as soon as the condition holds; rejects with `what` when it does not within ten seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
