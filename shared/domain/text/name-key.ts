import { createHash } from 'node:crypto';

/** Longest readable part of a key. */
const MAX_SLUG = 24;

/** Hex digits of the hash that distinguishes two names whose readable parts are equal. */
const HASH_DIGITS = 16;

const IS_KEY = new RegExp(`^[a-z0-9][a-z0-9-]{0,${MAX_SLUG - 1}}$`);

/** Returns a name without hidden characters and needless white space; its case stays as it is. */
export function tidyName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** Returns a name as it is compared: tidy, whatever its case. */
export function foldName(name: string): string {
  return tidyName(name).toLowerCase();
}

/**
 * Returns a name's part of a condition key. What is a key already stays as it is; any other name is
 * a readable part and a hash, separated by a sign that no name keeps, so that two names never share
 * a key. Only `[a-z0-9_-]`, at most 41 characters.
 */
export function nameKey(name: string): string {
  const folded = foldName(name);
  if (IS_KEY.test(folded)) return folded;
  // JSON escapes what is no whole character, which UTF-8 would make equal.
  const hash = createHash('sha256').update(JSON.stringify(folded)).digest('hex').slice(0, HASH_DIGITS);
  const slug = folded.match(/[a-z0-9]+/g)?.join('-') ?? '';
  return `${slug.slice(0, MAX_SLUG) || 'name'}_${hash}`;
}
