/** A moment as the app writes it into a text: `2026-03-02 08:00 UTC`. */
const MOMENT = /\b(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC\b/g;

/** Each knows the short names of its own part of the world; elsewhere they say `GMT+1`. */
const LOCALES = ['en-GB', 'en-US', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA'] as const;

/** Returns true when the text names a moment. */
export function namesMoment(text: string): boolean {
  return text.search(MOMENT) >= 0;
}

/**
 * Returns the text with each moment in it as the clocks of `zone` (IANA) show it, with the zone's short name: `2026-03-02 09:00 CET`.
 * Throws `RangeError` for an unknown zone.
 */
export function withLocalTimes(text: string, zone: string): string {
  return text.replaceAll(MOMENT, (_found, day: string, time: string) => {
    const at = new Date(`${day}T${time}:00Z`);
    return Number.isNaN(at.getTime()) ? _found : `${clockIn(zone, at)} ${shortName(zone, at)}`;
  });
}

function clockIn(zone: string, at: Date): string {
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  // Swedish dates are ISO dates.
  return new Intl.DateTimeFormat('sv-SE', { ...fields, timeZone: zone }).format(at);
}

function shortName(zone: string, at: Date): string {
  const names = LOCALES.map((locale) => nameIn(locale, zone, at));
  return names.find((name) => !/\d/.test(name)) ?? names[0] ?? zone;
}

function nameIn(locale: string, zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
