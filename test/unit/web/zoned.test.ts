import { describe, expect, it } from 'vitest';
import { momentIn, wallIn } from '../../../web/lib/zoned.ts';

const at = (wall: string, zone: string) => {
  const moment = momentIn(wall, zone);
  return moment === undefined ? undefined : new Date(moment).toISOString();
};

describe('the moment of a wall time', () => {
  it.each([
    ['2026-03-02T20:00', 'Europe/Berlin', '2026-03-02T19:00:00.000Z'],
    ['2026-07-02T20:00', 'Europe/Berlin', '2026-07-02T18:00:00.000Z'],
    ['2026-03-02T20:00', 'America/New_York', '2026-03-03T01:00:00.000Z'],
    ['2026-03-02T20:00', 'Asia/Kolkata', '2026-03-02T14:30:00.000Z'],
    ['2026-12-31T23:59', 'Pacific/Kiritimati', '2026-12-31T09:59:00.000Z'],
  ])('%s in %s is %s', (wall, zone, moment) => {
    expect(at(wall, zone)).toBe(moment);
  });

  it('of an hour that clocks show twice is the first one', () => {
    expect(at('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25T03:00', 'Europe/Berlin')).toBe('2026-10-25T02:00:00.000Z');
  });

  it('that clocks leave out is as much later as they are put forward', () => {
    expect(at('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-03-29T03:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
    expect(at('2026-03-29T01:59', 'Europe/Berlin')).toBe('2026-03-29T00:59:00.000Z');
  });

  it.each(['', '2026-02-30T08:00', '2026-03-02', 'tomorrow', '2026-13-01T08:00'])('is none for %j', (wall) => {
    expect(at(wall, 'Europe/Berlin')).toBeUndefined();
  });

  it('is where its wall time comes from, on every hour of a year', () => {
    for (let hour = 0; hour < 366 * 24; hour += 7) {
      const moment = Date.UTC(2026, 0, 1, hour);
      const wall = wallIn(moment, 'America/New_York');
      expect(wallIn(momentIn(wall, 'America/New_York') ?? 0, 'America/New_York')).toBe(wall);
    }
  });
});
