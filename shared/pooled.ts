/**
 * Does `work` on the items in their order, at most `width` at a time, until there are none left or `mayGoOn` says no. Answers how many
 * were begun. `work` must not throw.
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
