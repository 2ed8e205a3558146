import { decodeEntities } from './html-entities.ts';

/** Markup around words. Pictures and attachments are not among it: they add something. */
const FORMATTING =
  /<\/?(?:p|br|div|span|b|i|u|em|strong|small|font|pre|code|tt|html|head|body|ul|ol|li|table|tbody|tr|td|h[1-6]|blockquote|a|hr)(?:\s[^<>]*)?\/?>/gi;

/**
 * What a vendor may decode or encode on the way; a text encoded more often than this stays unlike.
 */
const MAX_ENCODINGS = 4;

/**
 * A text that was cut counts as the same from so many letters on: no one quotes that much without
 * adding anything.
 */
const MIN_CUT_LETTERS = 200;

/**
 * Returns a text without markup, its character references read, however often it was encoded on the
 * way.
 */
export function withoutMarkup(text: string): string {
  let plain = text.replaceAll(FORMATTING, ' ');
  for (let round = 0; round < MAX_ENCODINGS; round++) {
    const decoded = decodeEntities(plain).replaceAll(FORMATTING, ' ');
    if (decoded === plain) break;
    plain = decoded;
  }
  return plain;
}

/**
 * Returns the letters and digits of a text, by which it is known again however Atera gives it back:
 * markup removed, character references read, NFKC-folded. Blanks, punctuation, signs, hidden
 * characters and what lies beyond the basic plane (emoji) do not count.
 */
export function lettersOf(text: string): string {
  return withoutMarkup(text)
    .replaceAll(/[\u{10000}-\u{10ffff}\ud800-\udfff]|\p{Default_Ignorable_Code_Point}|\p{Me}|\p{S}/gu, '')
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');
}

/**
 * True when `returned` is the text that was `written`, or its beginning where a vendor cut a long
 * one.
 */
function isSameText(written: string, returned: string): boolean {
  const ours = lettersOf(written);
  const theirs = lettersOf(returned);
  if (ours === theirs) return ours !== '' || written.trim() === returned.trim();
  return theirs.length >= MIN_CUT_LETTERS && ours.startsWith(theirs);
}

/**
 * True when one of the forms in which a text was returned is one of the texts that were written.
 */
export function isOneOf(written: readonly string[], returned: readonly string[]): boolean {
  return returned.some((form) => written.some((text) => isSameText(text, form)));
}

/** True for two names of one status or title: the same letters and digits, whatever their case. */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [nameKey(one), nameKey(other)];
  return a === b;
}

/** Returns what a name is compared by. A name without letters and digits is compared as it is. */
export function nameKey(name: string): string {
  return lettersOf(name).toLowerCase() || name.trim();
}
