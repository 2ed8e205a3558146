import { z } from 'zod';
import { AppError } from '../errors.ts';

/**
 * A legacy key: 32 letters and digits, one per account. Atera announced its end in 2026; until it
 * comes, both kinds work.
 */
const LEGACY_KEY = /^[a-z0-9]{32}$/i;

/** An API token (2026): a JWT, valid for at most a year. Sent as X-API-KEY it is answered 401. */
const JWT = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/;

/** `exp` in seconds, RFC 7519 §4.1.4; above year 9999 it is no date. */
const Claims = z.object({ exp: z.number().positive().max(253_402_300_799) });

/**
 * Returns the one header that authenticates with `key`, chosen by the key's form. Accepts a pasted
 * "Bearer " in front and spaces around. Throws `key_malformed`, without the value, for anything
 * else.
 */
export function authHeader(key: string): Readonly<Record<string, string>> {
  const bare = bareKey(key);
  if (LEGACY_KEY.test(bare)) return { 'x-api-key': bare };
  if (JWT.test(bare)) return { authorization: `Bearer ${bare}` };
  throw new AppError(
    'key_malformed',
    `The Atera key (${bare.length} characters) is neither a 32-character key nor a token that starts with eyJ. ` +
      'Copy it again from Atera: Admin > API.',
  );
}

/**
 * Returns when a token ends (epoch ms), to warn in time; undefined for a legacy key or a token that
 * does not say.
 */
export function keyExpiresAt(key: string): number | undefined {
  const payload = bareKey(key).split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return claims.success ? claims.data.exp * 1_000 : undefined;
  } catch {
    return undefined;
  }
}

function bareKey(key: string): string {
  return key.trim().replace(/^Bearer\s+/i, '');
}
