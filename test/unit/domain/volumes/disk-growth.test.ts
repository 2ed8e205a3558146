import { describe, expect, it } from 'vitest';
import { type DiskSize, diskGrowth, nextBaseline } from '../../../../shared/domain/volumes/disk-growth.ts';
import { DAY_MS, HOUR_MS } from '../../../../shared/durations.ts';

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

describe('nextBaseline', () => {
  const disks = (freeMb: number) => [{ drive: 'C:', totalMb: 100_000, freeMb }];
  const kept = { at: NOW, disks: disks(9) };
  const later = { at: NOW + 5.1 * DAY_MS, disks: disks(5) };

  it('is the first reading there is', () => {
    expect(nextBaseline(undefined, disks(7), NOW)).toEqual({ at: NOW, disks: disks(7) });
  });

  it('stays for a week; after five days a later reading is laid by, which then takes its place', () => {
    const nextAfter = (days: number, baseline: Parameters<typeof nextBaseline>[0]) =>
      nextBaseline(baseline, disks(5), NOW + days * DAY_MS);

    expect(nextAfter(4.9, kept)).toBeUndefined();
    expect(nextAfter(5.1, kept)).toEqual({ ...kept, later });
    expect(nextAfter(6.9, { ...kept, later })).toBeUndefined();
    expect(nextAfter(7.1, { ...kept, later })).toEqual(later);
  });

  it('starts again after a gap', () => {
    expect(nextBaseline(kept, disks(7), NOW + 30 * DAY_MS)).toEqual({ at: NOW + 30 * DAY_MS, disks: disks(7) });
  });

  it('always reports growth once a device is known for a day', () => {
    let baseline = nextBaseline(undefined, disks(90_000), NOW);
    for (let hour = 4; hour <= 60 * 24; hour += 4) {
      const now = NOW + hour * HOUR_MS;
      const freeMb = 90_000 - hour;
      if (hour >= 24) expect(diskGrowth({ baseline }, 'C', freeMb, now)?.mbPerDay).toBe(24);
      baseline = nextBaseline(baseline, disks(freeMb), now) ?? baseline;
    }
  });
});
