const PROBE_EVERY_MS = 200;

/**
 * Longest wait for one thing. The embedded host needs seconds, the real one on a busy machine more;
 * only a failure takes all of it.
 */
export const DEADLINE_MS = 120_000;

/**
 * Probes repeatedly until `probe` returns something, and returns that. Throws after `withinMs`,
 * naming what was waited for and what the last probe threw. An answer of `undefined`, `false` or a
 * rejection means: not yet.
 */
export async function until<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = DEADLINE_MS,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (let lastError: unknown; ; ) {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) return answer;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() > deadline)
      throw new Error(`Not within ${Math.round(withinMs / 1_000)} s: ${what}`, { cause: lastError });
    await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
  }
}
