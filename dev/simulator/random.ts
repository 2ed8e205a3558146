/** Inclusive range of milliseconds (or of anything else that is drawn). */
export type Range = readonly [low: number, high: number];

/**
 * A number in [0, 1) that depends only on the seed and the parts, not on how often or in which
 * order it is asked: requests that arrive in another order must not change what the world does
 * next.
 */
export function chance(seed: number, ...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const char of parts.join('|')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A whole number from the range; the same for the same seed and parts. */
export function between([low, high]: Range, seed: number, ...parts: readonly (string | number)[]): number {
  return Math.floor(low + chance(seed, ...parts) * (high - low + 1));
}

/** One of the items; the same for the same seed and parts. Throws on an empty list. */
export function pick<T>(items: readonly T[], seed: number, ...parts: readonly (string | number)[]): T {
  const item = items[Math.floor(chance(seed, ...parts) * items.length)];
  if (item === undefined) throw new Error('pick: the list is empty');
  return item;
}

/** A GUID in version 4 form; the same for the same seed and parts. */
export function guid(seed: number, ...parts: readonly (string | number)[]): string {
  const word = (n: number) =>
    Math.floor(chance(seed, ...parts, 'guid', n) * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const [a, b, c, d] = [word(0), word(1), word(2), word(3)];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
