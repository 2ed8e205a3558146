import { DateTime, IANAZone } from 'luxon';
import { BacktestInputError } from './file-error.ts';

/** `12/03/2026 2:05 PM`, `12.3.2026 14:05:09`, `12-03-2026, 14:05`. */
const NUMBERS =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2}),?(?:[ T]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap])?\.?(?:m\.?)?)?$/i;
const ISO = /^\d{4}-\d{2}-\d{2}/;
/** As Atera writes it: nothing to work out. */
const PLAIN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z$/;
const HAS_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Which of the first two numbers is the day. */
export type DateOrder = 'dmy' | 'mdy';

/** What the dates of a file look like; one that is written for all of them. */
export class DateForm {
  #order: DateOrder | undefined;
  readonly #zone: string;
  #ambiguous = 0;
  /** Dates without a zone, which were taken in the one that was given. */
  zoneless = 0;

  constructor({ order, zone = 'UTC' }: { readonly order?: DateOrder | undefined; readonly zone?: string | undefined }) {
    if (!IANAZone.isValidZone(zone))
      throw new BacktestInputError(`--zone ${zone} is no IANA time zone such as Europe/Berlin.`);
    this.#order = order;
    this.#zone = zone;
  }

  /** Learns from a date which number is the day. */
  learn(text: string): void {
    const [, first, sign, second] = NUMBERS.exec(text.trim()) ?? [];
    if (first === undefined || second === undefined || this.#order !== undefined) return;
    if (sign === '.' || Number(first) > 12) this.#order = 'dmy';
    else if (Number(second) > 12) this.#order = 'mdy';
    else this.#ambiguous++;
  }

  /** Throws `BacktestInputError` where nothing in the file says which number is the day. */
  settle(): void {
    if (this.#order === undefined && this.#ambiguous > 0)
      throw new BacktestInputError(
        'The dates of the file could be day/month or month/day: none has a number above 12. Say it with --dates dmy or --dates mdy.',
      );
  }

  /** Returns the date as ISO 8601 in UTC; what is no date is returned as it is. */
  toIso(given: string): string {
    const text = given.trim();
    if (text === '') return '';
    if (PLAIN.test(text)) return text;
    if (/^\d{10}(?:\d{3})?$/.test(text)) return new Date(Number(text.padEnd(13, '0'))).toISOString();
    const local = ISO.test(text) ? this.#iso(text) : this.#numbers(text);
    return local?.isValid ? (local.toUTC().toISO() ?? text) : text;
  }

  #iso(text: string): DateTime {
    const iso = text.replace(/^(\S+) (\d)/, '$1T$2').replaceAll(' ', '');
    if (!HAS_ZONE.test(iso)) this.zoneless++;
    return DateTime.fromISO(iso, { zone: this.#zone });
  }

  #numbers(text: string): DateTime | undefined {
    const found = NUMBERS.exec(text);
    if (!found) return undefined;
    const [, first, , second, year = '', hour = '0', minute = '0', seconds = '0', half] = found;
    const [day, month] = this.#order === 'mdy' ? [second, first] : [first, second];
    this.zoneless++;
    const inHalf = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
    return DateTime.fromObject(
      {
        ...{ year: year.length === 2 ? 2000 + Number(year) : Number(year), month: Number(month), day: Number(day) },
        ...{ hour: inHalf, minute: Number(minute), second: Number(seconds) },
      },
      { zone: this.#zone },
    );
  }
}
