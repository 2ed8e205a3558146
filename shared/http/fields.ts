import { DateTime } from 'luxon';
import { z } from 'zod';

/**
 * Bidi controls (observed in localised date strings) and control characters other than tab and line
 * feed: they hide or forge text.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what this is for
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Every date of the vendors': `…Z`, with an offset with or without a colon, without a zone (= UTC),
 * with up to 7 fraction digits, or the day alone. Read by rule, since what a Date makes of `+0000`
 * and of a missing zone is not in its contract.
 */
const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** .NET's empty date; means "none". */
const NO_DATE = '0001-01-01';

/**
 * Both vendors were founded after 2009 and no event lies beyond this; dates outside are wrong
 * clocks.
 */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * Removes hidden characters and outer blanks, and cuts to `maxLength` UTF-16 units without
 * splitting a character.
 */
export function cleanText(value: string, maxLength: number): string {
  // Cut first: a title may hold megabytes. What is removed can only shorten it further.
  return value
    .slice(0, maxLength * 2)
    .replace(UNWANTED, '')
    .trim()
    .slice(0, maxLength)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()
    .toWellFormed();
}

/** Text cut to `maxLength`; null and missing become ''. */
export const text = (maxLength: number) =>
  z
    .string()
    .nullish()
    .transform((value) => cleanText(value ?? '', maxLength));

/** Text of which an empty one means something: null and missing are undefined, '' is ''. */
export const reportedText = (maxLength: number) =>
  z
    .string()
    .nullish()
    .transform((value) => (value === null || value === undefined ? undefined : cleanText(value, maxLength)));

/** A device has a few addresses; one with hundreds is a router. */
const MOST_TEXTS = 50;
const SHORT_LENGTH = 100;

/** A list of short texts; what is none of them is left out, and no list is an empty one. */
export const shortTexts = z.unknown().transform((value): readonly string[] => {
  const rows: readonly unknown[] = Array.isArray(value) ? value.slice(0, MOST_TEXTS) : [];
  return rows.flatMap((one) => (typeof one === 'string' ? cleanText(one, SHORT_LENGTH) || [] : []));
});

/** Text that is either there or undefined. */
export const optionalText = (maxLength: number) =>
  text(maxLength).transform((value) => (value === '' ? undefined : value));

/** A positive id, as a number or in digits; required. */
export const id = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
  ])
  .pipe(z.int().positive());

/** An id where null, missing, '' and anything not above 0 all mean "none". */
export const optionalId = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^-?\d{0,16}$/)
      .transform(Number),
  ])
  .nullish()
  .transform((value) => (value && value > 0 ? value : undefined));

/** A number as such or in digits; null, missing and anything else is undefined. */
export const optionalNumber = z
  .unknown()
  .transform((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value))
  .transform((value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined));

/** True or false, or undefined when the vendor does not say. */
export const optionalFlag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);

/**
 * One of `members`, without regard to case; a member added by the vendor later, or none at all, is
 * 'unknown'.
 */
export function oneOf<const M extends string>(...members: readonly M[]) {
  return z.unknown().transform((value): M | 'unknown' => {
    const wanted = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
    return members.find((member) => member.toLowerCase() === wanted) ?? 'unknown';
  });
}

/**
 * A date as read: `at` = epoch ms; `unreadable` when something stood there that is no sensible
 * date.
 */
export interface DateReading {
  readonly at: number | undefined;
  readonly unreadable: boolean;
}

/**
 * A date in any of the vendors' forms; never fails, so that a wrong clock on a device does not cost
 * us its alert.
 */
export const date = z.unknown().transform((value): DateReading => {
  if (value === null || value === undefined || value === '') return { at: undefined, unreadable: false };
  if (typeof value === 'string' && value.startsWith(NO_DATE)) return { at: undefined, unreadable: false };
  const at = typeof value === 'string' && DATE.test(value.trim()) ? parseUtc(value.trim()) : Number.NaN;
  return at >= EARLIEST && at < LATEST ? { at, unreadable: false } : { at: undefined, unreadable: true };
});

/**
 * Returns one note for each of `dates` that could not be read, for instance "Created is no readable
 * date".
 */
export function dateNotes(dates: Readonly<Record<string, DateReading>>): readonly string[] {
  return Object.keys(dates)
    .filter((name) => dates[name]?.unreadable)
    .map((name) => `${name} is no readable date`);
}

function parseUtc(value: string): number {
  const parsed = DateTime.fromISO(value.replace(' ', 'T').replace(' ', ''), { zone: 'utc' });
  return parsed.isValid ? parsed.toMillis() : Number.NaN;
}
