import { describe, expect, it } from 'vitest';
import { ianaZone, isIanaZone } from '../../../../shared/domain/time/windows-zones.ts';

describe('ianaZone', () => {
  it.each([
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['eastern standard time', 'America/New_York'],
    ['India Standard Time', 'Asia/Kolkata'],
    ['Lord Howe Standard Time', 'Australia/Lord_Howe'],
    ['UTC', 'Etc/UTC'],
    [' Europe/Vienna ', 'Europe/Vienna'],
  ])('reads "%s" as %s', (name, zone) => {
    expect(ianaZone(name)).toBe(zone);
    expect(isIanaZone(zone)).toBe(true);
  });

  it.each(['', 'Middle Earth Standard Time', '(UTC+01:00) Berlin', '+02:00'])('knows no zone "%s"', (name) => {
    expect(ianaZone(name)).toBeUndefined();
  });
});
