import type { Language } from '../../texts/language.ts';

/** How people of a customer read moments: in their zone (IANA), and in their language. */
export interface Locale {
  readonly timeZone: string;
  readonly language: Language;
}

/** A moment as the app writes it into a text: `2026-03-02 08:00 UTC`. */
const MOMENT = /\b(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC\b/g;

/** Each knows the short names of its own part of the world; elsewhere they say `GMT+1`. */
const LOCALES: Readonly<Record<Language, readonly string[]>> = {
  en: ['en-GB', 'en-US', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA'],
  de: ['de-DE', 'de-AT', 'de-CH', 'en-GB', 'en-US', 'en-AU'],
};

/** Swedish dates are ISO dates. */
const DATES: Readonly<Record<Language, string>> = { en: 'sv-SE', de: 'de-DE' };

/** Returns true when the text names a moment. */
export function namesMoment(text: string): boolean {
  return text.search(MOMENT) >= 0;
}

/**
 * Returns the text with each moment in it as the clocks of the locale show it, with the zone's
 * short name: `2026-03-02 09:00 CET`, or in German `02.03.2026 09:00 MEZ`. Throws `RangeError` for
 * an unknown zone.
 */
export function withLocalTimes(text: string, locale: Locale): string {
  return text.replaceAll(MOMENT, (found, day: string, time: string) => {
    const at = new Date(`${day}T${time}:00Z`);
    return Number.isNaN(at.getTime()) ? found : `${clockIn(locale, at)} ${shortName(locale, at)}`;
  });
}

function clockIn({ timeZone, language }: Locale, at: Date): string {
  const date = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const inLanguage = (fields: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(DATES[language], fields).format(at);
  return `${inLanguage(date)} ${inLanguage(time)}`;
}

function shortName({ timeZone, language }: Locale, at: Date): string {
  const names = LOCALES[language].map((locale) => nameIn(locale, timeZone, at));
  return names.find((name) => !/\d/.test(name)) ?? names[0] ?? timeZone;
}

function nameIn(locale: string, timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
