/**
 * Whether version `a` of the app's histories is newer than `b`. Compared as the Durable extension
 * does: dotted numbers by their parts, anything else as text.
 */
export function isNewerVersion(a: string, b: string): boolean {
  const [left, right] = [numbers(a), numbers(b)];
  if (!left || !right) return a > b;
  const parts = Math.max(left.length, right.length);
  for (let index = 0; index < parts; index++) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function numbers(version: string): number[] | undefined {
  return /^\d+(\.\d+){1,3}$/.test(version) ? version.split('.').map(Number) : undefined;
}
