import { NUMBER_SOURCE, readPercent } from './locale-number.ts';

/** What a pattern's placeholders stood for. */
export interface PatternMatch {
  /** Upper case. */
  readonly drive?: string;
  readonly thresholdPercent?: number;
}

/** Longest pattern: twice the longest real message shape. */
export const MAX_PATTERN_LENGTH = 200;

/** A pattern with fewer letters or digits would match alerts it was not meant for. */
const MIN_LITERAL_CHARACTERS = 3;

const MAX_WILDCARDS = 4;

const PLACEHOLDERS: ReadonlyMap<string, string> = new Map([
  ['{drive}', '(?<drive>[a-z])'],
  ['{threshold}', `(?<threshold>${NUMBER_SOURCE})`],
  ['{number}', NUMBER_SOURCE],
]);

/** Two numbers that could share their digits make a search slow, and say nothing. */
const NUMBERS_THAT_TOUCH = /\{(?:number|threshold)\}[\d.,'’ ]*\{(?:number|threshold)\}/;

const PLACEHOLDER = /\{[^{}]*\}/g;

/** The longest alert message that Atera's client lets through. */
const MAX_TEXT_LENGTH = 2_000;

/** What is wrong with a pattern, in words that follow its name; undefined when nothing is. */
export function patternProblem(given: string): string | undefined {
  // As it will be compared: a full-width asterisk is an asterisk.
  const pattern = comparable(given);
  if (pattern.length > MAX_PATTERN_LENGTH) return `is longer than ${MAX_PATTERN_LENGTH} characters`;
  const names = pattern.match(PLACEHOLDER) ?? [];
  const unknown = names.find((name) => !PLACEHOLDERS.has(name));
  if (unknown !== undefined) return `has the placeholder ${unknown}; there are ${[...PLACEHOLDERS.keys()].join(', ')}`;
  const literal = pattern.replaceAll(PLACEHOLDER, ' ');
  if (/[{}]/.test(literal)) return 'has a brace that belongs to no placeholder';
  const captured = names.filter((name) => name !== '{number}');
  if (new Set(captured).size < captured.length) return 'has {drive} or {threshold} twice';
  if (NUMBERS_THAT_TOUCH.test(pattern)) return 'has two numbers with no word between them';
  if (literal.split('*').length - 1 > MAX_WILDCARDS) return `has more than ${MAX_WILDCARDS} asterisks`;
  const characters = literal.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (characters < MIN_LITERAL_CHARACTERS)
    return `must hold at least ${MIN_LITERAL_CHARACTERS} letters or digits besides placeholders`;
  return undefined;
}

/**
 * Matches the whole text against a tenant's pattern. A pattern is literal text, whatever its case, in which white space
 * stands for any or none, `*` for anything, `{drive}` for a drive letter, `{threshold}` for a percentage and `{number}`
 * for a number. It is not a regular expression: it is searched piece by piece from left to right, so no pattern can
 * make a poll hang.
 */
export function matchPattern(pattern: string, text: string): PatternMatch | undefined {
  const subject = comparable(text);
  const pieces = comparable(pattern).split('*');
  const groups: Record<string, string | undefined> = {};
  let position = 0;
  for (const [index, piece] of pieces.entries()) {
    const start = index === 0 ? '^' : '';
    const end = index === pieces.length - 1 ? '$' : '';
    const search = new RegExp(`${start}${source(piece)}${end}`, 'giu');
    search.lastIndex = position;
    const found = search.exec(subject);
    if (!found) return undefined;
    position = search.lastIndex;
    Object.assign(groups, found.groups);
  }
  const { drive, threshold } = groups;
  const thresholdPercent = threshold === undefined ? undefined : readPercent(threshold);
  return {
    ...(drive !== undefined && { drive: drive.toUpperCase() }),
    ...(thresholdPercent !== undefined && { thresholdPercent }),
  };
}

/**
 * A text as it is compared: compatibility forms unified (no-break spaces, full-width digits), direction marks and other
 * control characters out, white space folded.
 */
export function comparable(text: string): string {
  return text
    .slice(0, MAX_TEXT_LENGTH)
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function source(piece: string): string {
  return piece
    .split(/(\{[^{}]*\}| )/)
    .map((part) => {
      if (part === ' ') return ' ?';
      return PLACEHOLDERS.get(part) ?? part.replaceAll(/[\\^$.+?()[\]{}|/]/g, String.raw`\$&`);
    })
    .join('');
}
