import { describe, expect, it } from 'vitest';
import { weekdays } from '../../../../shared/domain/time/business-hours.ts';
import { afterBusinessTime, businessTimeBetween } from '../../../../shared/domain/time/business-time.ts';
import { OFFICE_HOURS } from '../../../../shared/policy/hours.ts';

const HOUR = 3_600_000;
/**
 * Berlin is one hour ahead of UTC: the office is open from 07:00Z to 17:00Z. Monday is 2 March
 * 2026.
 */
const office = { timeZone: 'Europe/Berlin', businessHours: OFFICE_HOURS };
const always = { timeZone: 'UTC', businessHours: [{ days: [...weekdays], from: '00:00', to: '24:00' }] };
const never = { timeZone: 'UTC', businessHours: [] };
const at = (iso: string) => Date.parse(`2026-${iso}Z`);

describe('business time', () => {
  it.each([
    ['within a day', '03-02T08:00', '03-02T10:30', 2.5],
    ['over a night', '03-02T16:00', '03-03T08:00', 2],
    ['over a weekend', '03-06T16:30', '03-09T08:00', 1.5],
    ['at night', '03-02T18:00', '03-03T06:00', 0],
    ['the other way round', '03-03T08:00', '03-02T08:00', 0],
    // Clocks go forward on Sunday 29 March: the office opens an hour earlier in UTC.
    ['over a clock change', '03-27T16:00', '03-30T07:00', 2],
  ])('is counted %s', (_name, from, to, hours) => {
    expect(businessTimeBetween(office, at(from), at(to))).toBe(hours * HOUR);
  });

  it.each([
    ['the same day', '03-02T08:00', 2, '03-02T10:00'],
    ['the day after', '03-02T16:00', 2, '03-03T08:00'],
    ['to the end of a day', '03-02T16:00', 1, '03-02T17:00'],
    ['after a weekend', '03-06T17:00', 30, '03-11T17:00'],
  ])('has passed %s', (_name, from, hours, expected) => {
    expect(afterBusinessTime(office, at(from), hours * HOUR)).toBe(at(expected));
  });

  it('is all the time where the business never closes, and none where it never opens', () => {
    expect(businessTimeBetween(always, at('03-02T08:00'), at('04-21T08:00'))).toBe(50 * 24 * HOUR);
    expect(afterBusinessTime(always, at('03-02T08:00'), 1_000 * HOUR)).toBe(at('03-02T08:00') + 1_000 * HOUR);
    expect(businessTimeBetween(never, at('03-02T08:00'), at('04-21T08:00'))).toBe(0);
    expect(afterBusinessTime(never, at('03-02T08:00'), HOUR)).toBeUndefined();
  });
});
