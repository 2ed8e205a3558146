import { plainText } from './plain-text.ts';

/** Enough for a sentence from a vendor, an alert's text or a list of users; tickets are read on telephones as well. */
const MAX_LENGTH = 200;

/** Text from outside made fit for the middle of a sentence: plain, at most 200 characters, without its own full stop. */
export function inSentence(text: string): string {
  return plainText(text, MAX_LENGTH).replace(/\s*\.$/, '');
}
