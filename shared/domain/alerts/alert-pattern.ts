import { NUMBER_SOURCE, readPercent } from '../text/locale-number.ts';
import { parseVolume } from '../volumes/volume.ts';

/** What a pattern's placeholders stood for. */
export interface PatternMatch {
  /** As `parseVolume` writes it. */
  readonly drive?: string;
  /** Used percent above which the alert is raised. */
  readonly thresholdPercent?: number;
  /** As the alert writes it. */
  readonly service?: string;
}

/** Longest pattern: twice the longest real message shape. */
export const MAX_PATTERN_LENGTH = 200;

/** A pattern with fewer letters or digits would match alerts it was not meant for. */
const MIN_LITERAL_CHARACTERS = 3;

const MAX_WILDCARDS = 4;

const PLACEHOLDERS: ReadonlyMap<string, string> = new Map([
  // A letter, a mount point or a volume of Windows without a letter.
  ['{drive}', String.raw`(?<drive>\\\\\?\\volume\{[0-9a-f-]{1,40}\}|/[^\s:()'"]{0,100}|[a-z])`],
  ['{threshold}', `(?<threshold>${NUMBER_SOURCE})`],
  ['{free}', `(?<free>${NUMBER_SOURCE})`],
  ['{number}', NUMBER_SOURCE],
  ['{service}', '(?<service>.{1,100})'],
]);

/** Two numbers that could share their digits make a search slow, and say nothing. */
const NUMBERS_THAT_TOUCH = /\{(?:number|threshold|free)\}[\d.,'’ ]*\{(?:number|threshold|free)\}/;

const PLACEHOLDER = /\{[^{}]*\}/g;

/** The longest alert message that Atera's client lets through. */
const MAX_TEXT_LENGTH = 2_000;

/**
 * Returns what is wrong with a pattern, in words that follow its name; undefined when nothing is.
 */
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
  if (new Set(captured).size < captured.length) return 'has {drive}, {threshold}, {free} or {service} twice';
  if (captured.includes('{service}') && names.length > 1) return 'has {service} and another placeholder';
  if (captured.includes('{threshold}') && captured.includes('{free}')) return 'has both {threshold} and {free}';
  if (NUMBERS_THAT_TOUCH.test(pattern)) return 'has two numbers with no word between them';
  if (literal.split('*').length - 1 > MAX_WILDCARDS) return `has more than ${MAX_WILDCARDS} asterisks`;
  const characters = literal.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (characters < MIN_LITERAL_CHARACTERS)
    return `must hold at least ${MIN_LITERAL_CHARACTERS} letters or digits besides placeholders`;
  return undefined;
}

/**
 * Matches the whole text against a tenant's pattern. A pattern is literal text, whatever its case,
 * in which white space stands for any or none, `*` for anything, `{drive}` for a drive letter or
 * mount point, `{threshold}` for the used percentage above which the alert is raised, `{free}` for
 * the free percentage below which it is, `{number}` for a number, and `{service}` for the name of a
 * service. It is not a regular expression: it is searched piece by piece from left to right, so no
 * pattern can make a poll hang.
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
  const { drive, threshold, free, service } = groups;
  const volume = drive === undefined ? undefined : parseVolume(drive);
  const thresholdPercent = usedLimit(threshold, free);
  return {
    ...(volume !== undefined && { drive: volume }),
    ...(thresholdPercent !== undefined && { thresholdPercent }),
    ...(service !== undefined && { service }),
  };
}

/**
 * Returns what the placeholders of a pattern stood for, when its title and its message fit, as far
 * as it has them.
 */
export function fitPattern(
  { title, message }: { readonly title?: string | undefined; readonly message?: string | undefined },
  alert: { readonly title: string; readonly message: string },
): PatternMatch | undefined {
  const inTitle = title === undefined ? {} : matchPattern(title, alert.title);
  const inMessage = message === undefined ? {} : matchPattern(message, alert.message);
  return inTitle && inMessage && { ...inMessage, ...inTitle };
}

/** Free below 5 % is used above 95 %. */
function usedLimit(threshold: string | undefined, free: string | undefined): number | undefined {
  if (threshold !== undefined) return readPercent(threshold);
  const percent = free === undefined ? undefined : readPercent(free);
  return percent === undefined || percent >= 100 ? undefined : Math.round((100 - percent) * 100) / 100;
}

/**
 * A text as it is compared: compatibility forms unified (no-break spaces, full-width digits),
 * direction marks and other control characters out, white space folded.
 */
function comparable(text: string): string {
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
