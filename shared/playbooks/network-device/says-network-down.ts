import { plain } from '../../domain/alerts/clauses.ts';
import type { AlertTexts } from '../../domain/alerts/read-alert.ts';
import type { Language } from '../../texts/language.ts';
import type { Recognised } from '../define-playbook.ts';
import { networkTexts } from './texts/index.ts';

/** Atera's own title (vendor-apis 1.6 [C]), perhaps with a name or address behind it. */
const TITLE = /^device down\b ?(?<rest>.*)$/iu;

/** What parts the title from a name behind it. */
const PARTED = /^(?:[:([–—-]|on\b|at\b) ?/iu;

/** A host name, an address or a port: one word with a digit, a dot or a dash in it. */
const HOST = /^(?=\S*[\d.-])[\p{L}\d][\p{L}\d._:-]*$/u;

/** What is up again is not down. */
const UP_AGAIN =
  /\b(?:back (?:up|online)|(?:up|online|reachable) again|responds? again|(?:is|now) (?:up|online)|no longer down|not down|has (?:recovered|been (?:resolved|restored)))\b/iu;

/** Behind a title it is the same; in a message it may be a name that could not be resolved. */
const ENDED = /\b(?:resolved|recovered|restored|cleared)\b/iu;

/** Down on purpose. */
const PLANNED = /\b(?:test|planned|scheduled|maintenance|drill|example)\b/iu;

/**
 * Returns what an alert says of a monitored device without an agent. Only the title distinguishes
 * it from an agent's alert, and it must be Atera's, with at most the device's name or address
 * behind it: the words of most messages are not known.
 */
export function saysNetworkDown(
  { title, message, deviceName = '' }: AlertTexts,
  _section: unknown,
  language: Language,
): Recognised {
  const text = clean(title);
  const { rest } = TITLE.exec(text)?.groups ?? {};
  if (rest === undefined) return { hints: [] };
  if (ENDED.test(text) || UP_AGAIN.test(`${text}. ${clean(message)}`)) return { hints: [], denied: true };
  if (isName(rest, clean(deviceName))) return { hints: [{ from: 'title', strength: 2 }] };
  const { leftAsPlanned, leftAsUnclear } = networkTexts(language);
  return { hints: [], leftBecause: PLANNED.test(rest) ? leftAsPlanned : leftAsUnclear };
}

function isName(rest: string, deviceName: string): boolean {
  const name = rest.replace(PARTED, '').replace(/[\]).!]+$/u, '');
  if (name === '' || name.toLowerCase() === deviceName.toLowerCase()) return true;
  return HOST.test(name);
}

function clean(text: string): string {
  return plain(text)
    .replaceAll(/<\/?[a-z][^<>]{0,100}>/giu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
