import { createHash } from 'node:crypto';

/** A key that links are signed with. */
export interface LinkKey {
  /** Says which key signed a link, and nothing about the key itself. */
  readonly id: string;
  readonly secret: Buffer;
}

/** 32 random bytes, in base64 or base64url. */
const KEY = /^[A-Za-z0-9+/_-]{43,172}={0,2}$/;

/** While a key is being replaced, links that the one before signed are still taken. */
const MOST_KEYS = 2;

/**
 * Returns the keys of a secret, the one that signs first, after it the one before; undefined for a
 * text that holds none, too many, or one of under 32 bytes.
 */
export function linkKeysIn(secret: string): readonly LinkKey[] | undefined {
  const texts = secret.split(/\s+/).filter((text) => text !== '');
  const isUsable = texts.length >= 1 && texts.length <= MOST_KEYS && texts.every((text) => KEY.test(text));
  return isUsable ? texts.map(keyOf) : undefined;
}

function keyOf(text: string): LinkKey {
  const secret = Buffer.from(text, 'base64');
  return { id: createHash('sha256').update('rmm-answer-key\n').update(secret).digest('base64url').slice(0, 8), secret };
}
