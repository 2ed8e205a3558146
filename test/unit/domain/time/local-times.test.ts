import { describe, expect, it } from 'vitest';
import { namesMoment, withLocalTimes } from '../../../../shared/domain/time/local-times.ts';

const inBerlin = { timeZone: 'Europe/Berlin', language: 'en' } as const;

describe('withLocalTimes', () => {
  it.each([
    ['UTC', 'Sent 2026-03-02 08:20 UTC.', 'Sent 2026-03-02 08:20 UTC.'],
    ['Europe/Berlin', 'Sent 2026-03-02 08:20 UTC.', 'Sent 2026-03-02 09:20 CET.'],
    ['Europe/Berlin', 'until 2026-07-01 23:30 UTC', 'until 2026-07-02 01:30 CEST'],
    ['America/New_York', 'at 2026-03-02 03:00 UTC,', 'at 2026-03-01 22:00 EST,'],
    ['Australia/Sydney', '2026-01-15 08:00 UTC', '2026-01-15 19:00 AEDT'],
    ['Asia/Kolkata', '2026-03-02 08:00 UTC', '2026-03-02 13:30 IST'],
    ['Asia/Dubai', '2026-03-02 08:00 UTC', '2026-03-02 12:00 GST'],
    ['Europe/London', '2026-03-02 00:00 UTC', '2026-03-02 00:00 GMT'],
  ])('shows a moment as the clocks of %s do: %s', (zone, text, shown) => {
    expect(withLocalTimes(text, { timeZone: zone, language: 'en' })).toBe(shown);
  });

  it('distinguishes the two hours that the clocks show twice', () => {
    const text = 'from 2026-10-25 00:30 UTC to 2026-10-25 01:30 UTC';

    expect(withLocalTimes(text, inBerlin)).toBe('from 2026-10-25 02:30 CEST to 2026-10-25 02:30 CET');
  });

  it.each([
    ['Europe/Berlin', '02.03.2026 09:20 MEZ'],
    ['Europe/Zurich', '02.03.2026 09:20 MEZ'],
    ['Europe/London', '02.03.2026 08:20 GMT'],
    ['UTC', '02.03.2026 08:20 UTC'],
    ['America/New_York', '02.03.2026 03:20 EST'],
  ])('writes German dates and names of zones for people in %s who read German', (timeZone, shown) => {
    expect(withLocalTimes('2026-03-02 08:20 UTC', { timeZone, language: 'de' })).toBe(shown);
  });

  it.each(['no time', '2026-03-02', '2026-03-02T08:00:00Z', '08:00 UTC', '2026-13-45 25:99 UTC'])(
    'leaves alone what is no moment: %s',
    (text) => {
      expect(withLocalTimes(text, inBerlin)).toBe(text);
    },
  );

  it('says whether there is a moment to show', () => {
    expect(namesMoment('until 2026-03-02 08:00 UTC.')).toBe(true);
    expect(namesMoment('until tomorrow')).toBe(false);
  });
});
