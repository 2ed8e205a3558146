import type { RunOutput } from '../domain/tickets/run-output.ts';
import { cleanText } from '../http/fields.ts';

/** Lines kept, and characters of each and of all. */
const MOST_LINES = 20;
const LINE_LENGTH = 300;
const MOST_CHARACTERS = 2_000;

/** Read from the end: the vendor may send somewhat more than is asked for. */
const READ_LENGTH = 24_000;
const READ_LINE_LENGTH = 4_000;

const MASK = '***';

/** Escape sequences of a terminal: colours, titles, cursor moves. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what this is for
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]{0,500}(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** Words that name a secret; short ones stand alone, since they occur within others. */
const LABEL =
  '(?:password|passwd|passphrase|passcode|secret|token|api[ _-]?key|access[ _-]?key|account[ _-]?key|private[ _-]?key|shared[ _-]?key|recovery[ _-]?key|credential|authorization|cookie|community|connection[ _-]?string|signature|\\b(?:pass|pwd|pin|sig|psk)\\b)';

/**
 * A label with its value: all that follows on the line goes, since where the value ends is unknown.
 */
const LABELLED = new RegExp(`(${LABEL}\\w{0,20}["']?\\s{0,20}(?:[:=]+|\\sis\\b))\\s*\\S.*`, 'i');
/** The same as an option of a command: `-Password x`, `/token:x`. */
const OPTION = new RegExp(`((?:^|\\s)(?:-{1,2}|/)[a-z0-9-]{0,40}?${LABEL}[a-z0-9-]{0,20})[\\s:=]+\\S.*`, 'i');
/** A label at the end of a line: its value is on the next. */
const LABEL_ALONE = new RegExp(`${LABEL}\\w{0,20}["']?\\s{0,20}[:=]\\s*$`, 'i');

/**
 * Words that are about a secret whatever stands behind them, in the languages of most tenants:
 * everything behind one is masked.
 */
const ALWAYS =
  '(?:p[a@4]ss[ _-]?(?:w[o0]rd|wort|wd|phrase|code)|kennwort|mot de passe|contrase[nñ]a|palabra de paso|senha|parola|wachtwoord|has[lł]o|heslo|salasana|l[oö]senord|secure-?string|credential|\\b(?:pw|pwd)\\b)';
const BEHIND = new RegExp(`(${ALWAYS}\\w{0,20}["']?\\s{0,20}[:=]?)(?=.*[\\p{L}\\d]).+`, 'iu');
const ENDS_WITH = new RegExp(`${ALWAYS}\\w{0,20}[^\\p{L}\\d]*$`, 'iu');
/** What parts a heading from its value. */
const RULE = /^[^\p{L}\d]*$/u;

/** What is a secret by its form. */
const FORMS: readonly RegExp[] = [
  // Arguments of well-known commands: `net user NAME x`, `-u NAME:x`, `-p x`, `mysql -px`.
  /(?<=\bnet1?(?:\.exe)?\s+user\s+\S{1,100}\s+)\S.*/gi,
  /(?<=\s-u\s{0,5}[^\s:]{1,100}:)\S+/g,
  /(?<=\s[-/]p[\s:=]\s{0,5})\S+/gi,
  /(?<=\bmysql\w{0,20}\b.{0,200}\s-p)\S+/gi,
  /\b(?:bearer|basic|negotiate)\s+\S{8,}/gi,
  /:\/\/[^\s/@]{1,300}@/g,
  /\beyJ[\w-]{8,}[\w.=-]*/g,
  /\b(?:gh[pousr]|github_pat|xox[abprs]|sk|pk)[_-][\w-]{10,}/g,
  /\bAKIA[A-Z0-9]{12,}/g,
  // A recovery key of BitLocker: eight groups of six digits.
  /\b\d{6}(?:-\d{6}){5,7}\b/g,
];

/**
 * Nothing a person reads is so long without a blank or a dot, and has digits: keys, hashes, encoded
 * data.
 */
const LONG_WORD = /[\w+=]{32,}/g;

/** A whole line of encoded data, as the body of a key has them. */
const ENCODED_LINE = /^[\w+/=-]{40,}$/;
const KEY_BEGINS = /-{3,5}\s?BEGIN [A-Z ]{0,40}KEY/;
const KEY_ENDS = /-{3,5}\s?END [A-Z ]{0,40}KEY/;

/**
 * Returns the last lines of a script's output; undefined when the vendor reports none, which is not
 * the same as none printed.
 */
export function lastLines(raw: unknown, askedLength: number): RunOutput | undefined {
  if (typeof raw !== 'string') return undefined;
  if (isBinary(raw)) return { lines: [], cut: 'all', masked: false };
  const { lines, masked } = maskLines(linesOf(raw));
  // The first line of a part may begin within a secret whose label is gone.
  const isPart = raw.length >= Math.min(askedLength, READ_LENGTH);
  const { kept, isShortened } = keepLast(isPart ? lines.slice(1) : lines);
  return { lines: kept, cut: raw.length >= askedLength ? 'unknown' : isShortened ? 'shortened' : 'none', masked };
}

/** Returns one line of text, for instance a reason. */
export function maskedLine(raw: string): string {
  return maskLines(linesOf(raw)).lines.join(' ').slice(0, LINE_LENGTH).toWellFormed();
}

/**
 * More of these than a text has: their meaning is unreadable, and what they hide cannot be masked.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const NO_TEXT = /[\u0001-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\ufffd]/g;
const MOST_NO_TEXT = 0.05;

function isBinary(raw: string): boolean {
  const part = raw.slice(-READ_LENGTH);
  return (part.match(NO_TEXT)?.length ?? 0) > Math.max(10, part.length * MOST_NO_TEXT);
}

function linesOf(raw: string): string[] {
  const lines = raw
    .slice(-READ_LENGTH)
    .replace(ANSI, '')
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .split(/\r\n|\n|\r/);
  return lines.map((line) => cleanText(line, READ_LINE_LENGTH)).filter((line) => line !== '');
}

function maskLines(lines: readonly string[]): { lines: string[]; masked: boolean } {
  let inKey = false;
  let isValue = false;
  const safe = lines.map((line) => {
    const wasInKey = inKey;
    inKey = KEY_ENDS.test(line) ? false : inKey || KEY_BEGINS.test(line);
    const wasValue = isValue;
    isValue = LABEL_ALONE.test(line) || ENDS_WITH.test(line) || (wasValue && RULE.test(line));
    return wasInKey || inKey || wasValue || ENCODED_LINE.test(line) ? MASK : maskLine(line);
  });
  return { lines: safe, masked: safe.some((line, index) => line !== lines[index]) };
}

function maskLine(line: string): string {
  const labelled = line.replace(BEHIND, `$1 ${MASK}`).replace(LABELLED, `$1 ${MASK}`).replace(OPTION, `$1 ${MASK}`);
  const formless = FORMS.reduce((text, form) => text.replace(form, MASK), labelled);
  return formless.replace(LONG_WORD, (word) => (/\d/.test(word) && /[a-z]/i.test(word) ? MASK : word));
}

function keepLast(lines: readonly string[]): { kept: string[]; isShortened: boolean } {
  const kept: string[] = [];
  let left = MOST_CHARACTERS;
  for (const line of lines.slice(-MOST_LINES).reverse()) {
    const short = line.slice(0, LINE_LENGTH).toWellFormed();
    left -= short.length;
    if (left < 0) break;
    kept.unshift(short);
  }
  const isShortened = kept.length < lines.length || lines.some((line) => line.length > LINE_LENGTH);
  return { kept, isShortened };
}
