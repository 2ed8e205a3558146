import { plainText } from './plain-text.ts';

/**
 * Enough for a sentence from a vendor, an alert's text or a list of users; tickets are read on
 * telephones as well.
 */
const MAX_LENGTH = 200;

/** Our own reasons name devices and say what to do, which takes more. */
const MAX_REASON_LENGTH = 600;

/**
 * Text from outside made fit for the middle of a sentence: plain, at most 200 characters, without
 * its own full stop.
 */
export function inSentence(text: string): string {
  return plainText(text, MAX_LENGTH).replace(/\s*\.$/, '');
}

/** Returns the same for a reason of our own: whole, what is to be done about it included. */
export function reasonInSentence(reason: string): string {
  return plainText(reason, MAX_REASON_LENGTH).replace(/\s*\.$/, '');
}
