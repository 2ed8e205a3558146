/**
 * A value of an ascending list: that of its part, 0.5 for the median. Infinity when there is none.
 */
export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.POSITIVE_INFINITY;
}

/** Numbers by their group, the largest sum first, as rows of a table. */
export function sumsBy<T>(
  items: readonly T[],
  groupOf: (item: T) => string,
  numberOf: (item: T) => number,
): readonly (readonly [group: string, sum: number])[] {
  const groups = Map.groupBy(items, groupOf);
  const sums = [...groups].map(([group, of]) => [group, of.reduce((sum, item) => sum + numberOf(item), 0)] as const);
  return sums.sort(([, one], [, other]) => other - one);
}

/** Prints a table in Markdown. */
export function printTable(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  console.log(`\n${title}\n${lines.join('\n')}`);
}
