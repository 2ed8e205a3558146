/**
 * Does `work` on the items in their order, at most `width` at a time, until there are none left or
 * `mayGoOn` says no. Returns how many were begun. `work` must not throw.
 */
export async function pooled<T>(
  items: readonly T[],
  { width, mayGoOn }: { readonly width: number; readonly mayGoOn: () => boolean },
  work: (item: T) => Promise<void>,
): Promise<number> {
  let begun = 0;
  const worker = async () => {
    for (let item = items[begun]; item !== undefined && mayGoOn(); item = items[begun]) {
      begun++;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return begun;
}

/** Reads of storage at the same time: a list that came from outside may be as long as it likes. */
const WIDTH = 8;

/**
 * Returns the results of `work` on all items, in their order, a few at a time. Rejects with the
 * first failure, and begins no more then.
 */
export async function mapPooled<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let hasFailed = false;
  const todo = [...items.entries()];
  const one = async ([index, item]: readonly [number, T]) => {
    try {
      results[index] = await work(item);
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  await pooled(todo, { width: WIDTH, mayGoOn: () => !hasFailed }, one);
  return results;
}
