import { describe, expect, it } from 'vitest';
import { type DiskSize, diskGrowth, isBaselineDue } from '../../shared/domain/disk-growth.ts';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';

const NOW = Date.parse('2026-03-09T08:00:00Z');

/** Growth of C: since a reading of so many free MB, so long ago. */
const growth = (freeMbThen: number, freeMbNow: number, days: number, more: readonly DiskSize[] = []) => {
  const disks = [{ drive: 'C:', totalMb: 100_000, freeMb: freeMbThen }, ...more];
  return diskGrowth({ baseline: { at: NOW - days * DAY_MS, disks } }, 'C', freeMbNow, NOW);
};

describe('diskGrowth', () => {
  it.each([
    [20_000, 10_000, 5, { mbPerDay: 2_000, daysToFull: 5 }],
    [20_000, 19_300, 7, { mbPerDay: 100, daysToFull: 193 }],
    [20_000, 0, 2, { mbPerDay: 10_000, daysToFull: 0 }],
    [10_000, 9_000, 1, { mbPerDay: 1_000, daysToFull: 9 }],
    [10_000, 9_000, 1.5, { mbPerDay: 667, daysToFull: 13.5 }],
  ])('of a drive with %i MB free that has %i after %d days is %j', (then, now, days, expected) => {
    expect(growth(then, now, days)).toEqual(expected);
  });

  it.each([
    [20_000, 20_000, 0],
    [20_000, 30_000, -2_000],
    [20_000, 19_999, 0],
  ])('from %i to %i MB free in 5 days has no end', (then, now, mbPerDay) => {
    expect(growth(then, now, 5)).toEqual({ mbPerDay: expect.closeTo(mbPerDay) });
  });

  it.each<[string, ReturnType<typeof growth>]>([
    ['a day has not passed', growth(20_000, 10_000, 0.99)],
    ['the reading is from the future', growth(20_000, 10_000, -3)],
    ['nothing was kept', diskGrowth({}, 'C', 10_000, NOW)],
    ['the drive was not there', diskGrowth({ baseline: { at: NOW - 3 * DAY_MS, disks: [] } }, 'C', 10_000, NOW)],
    ['it was listed twice', growth(20_000, 10_000, 5, [{ drive: 'C:', totalMb: 100_000, freeMb: 3 }])],
  ])('is not known when %s', (_, found) => {
    expect(found).toBeUndefined();
  });
});

describe('isBaselineDue', () => {
  it('is true for a device without one, and for one over seven days old', () => {
    expect(isBaselineDue(undefined, NOW)).toBe(true);
    expect(isBaselineDue({ at: NOW - 7 * DAY_MS - HOUR_MS }, NOW)).toBe(true);
    expect(isBaselineDue({ at: NOW - 7 * DAY_MS + HOUR_MS }, NOW)).toBe(false);
  });
});
