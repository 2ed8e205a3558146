import { AppError } from '../errors.ts';

/**
 * Automox does not document the form of its keys; what could not stand in a header, or is plainly
 * not one, is refused.
 */
const PLAUSIBLE_KEY = /^[\w.~+/=-]{16,512}$/;

/**
 * Returns the header that authenticates with `key`. Accepts a pasted "Bearer " in front and spaces
 * around. Throws `key_malformed`, without the value, for anything that can't be a key.
 */
export function authHeader(key: string): Readonly<Record<string, string>> {
  const bare = key.trim().replace(/^Bearer\s+/i, '');
  if (PLAUSIBLE_KEY.test(bare)) return { authorization: `Bearer ${bare}` };
  throw new AppError(
    'key_malformed',
    `The Automox key (${bare.length} characters) can't be one. Copy it again from Automox: Settings > Keys.`,
  );
}
