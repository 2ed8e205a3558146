import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  inWindow,
  isBusinessTime,
  nextWindow,
  type WeeklySpan,
  weekdays,
} from '../../../../shared/domain/time/business-hours.ts';

const everyDay = [...weekdays];
const span = (from: string, to: string, days: WeeklySpan['days'] = everyDay): WeeklySpan => ({ days, from, to });
const at = (iso: string) => Date.parse(iso);
const period = (windows: WeeklySpan[], zone: string, iso: string) => {
  const next = nextWindow(windows, zone, at(iso));
  return next && [new Date(next.start).toISOString(), new Date(next.end).toISOString()];
};

describe('isBusinessTime', () => {
  const office = [span('08:00', '18:00', ['mon', 'tue', 'wed', 'thu', 'fri'])];

  it.each([
    ['Europe/Berlin', '2026-03-02T06:59:59Z', false],
    ['Europe/Berlin', '2026-03-02T07:00:00Z', true],
    ['Europe/Berlin', '2026-07-02T06:00:00Z', true],
    ['America/New_York', '2026-03-02T13:00:00Z', true],
    ['America/New_York', '2026-03-02T23:00:00Z', false],
    ['Asia/Kolkata', '2026-03-02T02:30:00Z', true],
    ['Asia/Kolkata', '2026-03-02T02:29:59Z', false],
    ['Europe/Berlin', '2026-03-07T10:00:00Z', false],
  ])('in %s at %s: %s', (zone, iso, expected) => {
    expect(isBusinessTime(office, zone, at(iso))).toBe(expected);
  });

  it('is never when there are no hours', () => {
    expect(isBusinessTime([], 'UTC', at('2026-03-02T10:00:00Z'))).toBe(false);
  });
});

describe('nextWindow', () => {
  it.each([
    ['the one that is open', '2026-03-07T23:00:00Z', ['2026-03-07T21:00:00.000Z', '2026-03-08T03:00:00.000Z']],
    ['the one begun yesterday', '2026-03-08T02:00:00Z', ['2026-03-07T21:00:00.000Z', '2026-03-08T03:00:00.000Z']],
    ['the next once it is over', '2026-03-08T03:00:00Z', ['2026-03-14T21:00:00.000Z', '2026-03-15T03:00:00.000Z']],
  ])('of a window over midnight finds %s', (_what, iso, expected) => {
    expect(period([span('22:00', '04:00', ['sat'])], 'Europe/Berlin', iso)).toEqual(expected);
  });

  it.each([
    // Clocks jump from 02:00 to 03:00 in Berlin on 29 March and in New York on 8 March, half an
    // hour on Lord Howe on 4 October.
    ['swallowed', 'Europe/Berlin', '02:00', '03:00', '2026-03-29T00:00Z', '2026-03-30T00:00Z', '2026-03-30T01:00Z'],
    [
      'half swallowed',
      'Europe/Berlin',
      '02:30',
      '04:00',
      '2026-03-29T00:00Z',
      '2026-03-29T01:00Z',
      '2026-03-29T02:00Z',
    ],
    ['swallowed', 'America/New_York', '02:00', '03:00', '2026-03-08T06:00Z', '2026-03-09T06:00Z', '2026-03-09T07:00Z'],
    ['halved', 'Australia/Lord_Howe', '02:00', '03:00', '2026-10-03T15:00Z', '2026-10-03T15:30Z', '2026-10-03T16:00Z'],
    // Clocks go back from 03:00 to 02:00 in Berlin on 25 October, from 02:00 to 01:30 on Lord Howe
    // on 5 April.
    ['doubled', 'Europe/Berlin', '02:00', '03:00', '2026-10-24T23:00Z', '2026-10-25T00:00Z', '2026-10-25T02:00Z'],
    ['once', 'Europe/Berlin', '02:15', '02:45', '2026-10-24T23:00Z', '2026-10-25T00:15Z', '2026-10-25T00:45Z'],
    ['longer', 'Australia/Lord_Howe', '01:00', '02:00', '2026-04-04T13:00Z', '2026-04-04T14:00Z', '2026-04-04T15:30Z'],
    ['as ever', 'Asia/Kolkata', '02:00', '03:00', '2026-03-28T20:00Z', '2026-03-28T20:30Z', '2026-03-28T21:30Z'],
  ])('is %s in %s, %s to %s, when the clocks change', (_what, zone, from, to, iso, start, end) => {
    const expected = [start, end].map((time) => new Date(time).toISOString());

    expect(period([span(from, to)], zone, iso)).toEqual(expected);
  });

  it('joins windows that touch, at midnight and elsewhere', () => {
    const windows = [span('20:00', '24:00', ['fri']), span('00:00', '02:00', ['sat']), span('01:00', '05:00', ['sat'])];

    expect(period(windows, 'UTC', '2026-03-02T00:00:00Z')).toEqual([
      '2026-03-06T20:00:00.000Z',
      '2026-03-07T05:00:00.000Z',
    ]);
  });

  it('takes a span that ends where it begins for a whole day', () => {
    expect(period([span('06:00', '06:00', ['tue'])], 'UTC', '2026-03-02T00:00:00Z')).toEqual([
      '2026-03-03T06:00:00.000Z',
      '2026-03-04T06:00:00.000Z',
    ]);
  });

  it('finds none where there is none, and refuses an unknown zone', () => {
    expect(nextWindow([], 'UTC', 0)).toBeUndefined();
    expect(() => nextWindow([], 'Europe/Nowhere', 0)).toThrow(RangeError);
  });
});

const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const spans = fc.array(
  fc.record({ days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }), from: time, to: time }),
  { minLength: 1, maxLength: 4 },
);
const moments = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2028-12-31T00:00Z') });

describe('windows, whatever they are', () => {
  it('hold their own start and not their end', () => {
    const holds = fc.property(spans, zones, moments, (windows, zone, moment) => {
      const next = nextWindow(windows, zone, moment);
      if (!next) return false;
      const open = inWindow(windows, zone, moment);
      return (
        next.end > moment &&
        next.start < next.end &&
        open === next.start <= moment &&
        inWindow(windows, zone, next.start) &&
        // Two weeks without a gap are cut at the horizon.
        (next.end - moment > 14 * 86_400_000 || !inWindow(windows, zone, next.end))
      );
    });

    fc.assert(holds, { numRuns: 100 });
  });

  it('are open exactly when the wall clock says so, away from clock changes', () => {
    const agrees = fc.property(spans, zones, moments, (windows, zone, moment) => {
      const local = DateTime.fromMillis(moment, { zone });
      const steady = [-2, -1, 1, 2].every((days) => local.plus({ days }).offset === local.offset);
      return !steady || inWindow(windows, zone, moment) === byWallClock(windows, local);
    });

    fc.assert(agrees, { numRuns: 100 });
  });
});

/** The same question answered by comparing texts. */
function byWallClock(windows: readonly WeeklySpan[], local: DateTime): boolean {
  const now = local.toFormat('HH:mm');
  const runsOn = ({ days }: WeeklySpan, weekday: number) => days.some((day) => weekdays.indexOf(day) + 1 === weekday);
  const yesterday = local.weekday === 1 ? 7 : local.weekday - 1;
  return windows.some((window) => {
    const overnight = window.to <= window.from;
    const today = runsOn(window, local.weekday) && now >= window.from && (overnight || now < window.to);
    return today || (overnight && runsOn(window, yesterday) && now < window.to);
  });
}
