import { foldWord } from '../text/fold-word.ts';
import { readEntities } from './html-entities.ts';

/** A word of an alert, a number, a name as machines have it, or a tick or cross. */
export interface Word {
  /** Folded. */
  readonly text: string;
  readonly kind: 'word' | 'number' | 'percent' | 'size' | 'name';
  /** From a chunk such as `RebootPending` or `reboot_required`: a script's name for a value. */
  readonly compound: boolean;
  /** Written with a capital letter, as names are. */
  readonly capital: boolean;
}

/**
 * What stands between two marks of punctuation. `key` is followed by a colon or `=`, `value`
 * follows one.
 */
export interface Clause {
  readonly from: 'title' | 'message';
  readonly words: readonly Word[];
  readonly isKey: boolean;
  readonly isValue: boolean;
}

/** The longest alert message that Atera's client lets through. */
const MAX_TEXT_LENGTH = 2_000;

/** Ends of a clause: punctuation that is no part of a number, a name or a path. */
const CLAUSE_END = /[\r\n;|{}[\]()!?•*]|\.(?=\s|$)|,(?=\D|$)|\s[-–—]+(?=\s)|-{3,}/u;

const PIECE = new RegExp(
  [
    '[:=]+',
    '[✓✔✅☑❌✖✗✘⛔<>]',
    String.raw`\d[\d.,'’]{0,18} ?(?:%|percent\b|prozent\b)`,
    String.raw`\d[\d.,'’]{0,18} ?(?:[kmgt]i?b|go|mo)\b`,
    // Dates and times, whose colons part nothing.
    String.raw`\d{1,4}(?:[-/.:]\d{1,4}){1,5}(?:t\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?z?)?(?![\p{L}\d])`,
    String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}_.'’/\\-]{0,100}`,
  ].join('|'),
  'giu',
);

const TICK = /^[✓✔✅☑]$/u;
const CROSS = /^[❌✖✗✘⛔]$/u;
const PERCENT = /%|percent|prozent/iu;
const SIZE = /^\d[\d.,'’]* ?(?:[kmgt]i?b|go|mo)$/iu;
/** Dates, times, versions, knowledge-base articles, durations: nothing that could be restarted. */
const NUMBER = /^(?:kb)?\d[\d.,:/'’tz+-]*(?:h|d|m|s|min|days|x|am|pm|st|nd|rd|th)?$|^\d{2}h\d$/iu;
/** Parts of a script's name for a value. */
const COMPOUND_JOINT = /_|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/**
 * Returns the clauses of a text, in order. Linear in its length; what is beyond the longest message
 * is not read.
 */
export function clausesOf(from: Clause['from'], text: string): Clause[] {
  return plain(text)
    .split(CLAUSE_END)
    .flatMap((part) => piecesOf(from, part));
}

/**
 * Returns a text as it is read: entities, compatibility forms and hidden characters removed, lines
 * kept apart.
 */
export function plain(text: string): string {
  return readEntities(text.slice(0, MAX_TEXT_LENGTH))
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[^\S\r\n]+/gu, ' ')
    .replaceAll(/n['’]t\b/giu, ' not');
}

/**
 * A clause is cut at colons and equals signs into key and value, and behind a value that says yes
 * or no.
 */
function piecesOf(from: Clause['from'], part: string): Clause[] {
  const found: Clause[] = [];
  let words: Word[] = [];
  let isValue = false;
  const end = (isKey: boolean) => {
    if (words.length > 0) found.push({ from, words, isKey, isValue });
    words = [];
    isValue = isKey;
  };
  for (const [piece] of part.matchAll(PIECE)) {
    if (/^[:=]/.test(piece)) {
      end(true);
      continue;
    }
    words.push(...wordsOf(piece));
    if (isValue && words.length === 1 && BARE_VALUE.test(words[0]?.text ?? '')) end(false);
  }
  end(false);
  return found;
}

/**
 * Values behind which another key may follow on the same line, in script output that has lost its
 * line ends.
 */
const BARE_VALUE = /^(?:true|false|yes|no|0|1)$/;

function wordsOf(piece: string): Word[] {
  if (TICK.test(piece)) return [wordOf('yes', 'word')];
  if (CROSS.test(piece)) return [wordOf('no', 'word')];
  if (piece === '<' || piece === '>') return [wordOf(piece, 'word')];
  if (PERCENT.test(piece)) return [wordOf(piece.replace(/[^\d.,'’].*$/u, '').trim(), 'percent')];
  if (SIZE.test(piece)) return [wordOf(piece, 'size')];
  const trimmed = piece.replace(/[.'’/\\-]{1,100}$/u, '');
  if (trimmed === '') return [];
  if (NUMBER.test(trimmed)) return [wordOf(trimmed, 'number')];
  if (/\d/.test(trimmed)) return [wordOf(trimmed, 'name')];
  const parts = trimmed.split(/[.'’/\\-]+/u).flatMap((chunk) => {
    const joints = chunk.split(COMPOUND_JOINT).filter((joint) => joint !== '');
    return joints.map((joint) => wordOf(joint, 'word', joints.length > 1));
  });
  return parts.filter(({ text }) => text !== '');
}

function wordOf(raw: string, kind: Word['kind'], compound = false): Word {
  return { text: foldWord(raw), kind, compound, capital: /^\p{Lu}/u.test(raw) };
}
