import { describe, expect, it } from 'vitest';
import { maintenanceWindow } from '../../../../shared/domain/time/maintenance-window.ts';
import { signedIn, type UserReadings } from '../../../../shared/playbooks/pending-reboot/signed-in.ts';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;

/** Nobody by Atera, and by a scan of a minute ago. */
const readings = (over: Partial<UserReadings> = {}): UserReadings => ({
  ateraUsers: '',
  scannedAt: NOW - MINUTE,
  inspectedAt: NOW,
  ...over,
});

describe('signedIn', () => {
  it.each<[string, Partial<UserReadings>, string]>([
    ['a fresh scan and Atera name nobody', {}, 'nobody'],
    ['the scan is five minutes old', { scannedAt: NOW - 5 * MINUTE }, 'unknown'],
    ['Automox never scanned', { scannedAt: undefined }, 'unknown'],
    ['Atera does not say', { ateraUsers: undefined }, 'unknown'],
    ['Atera names somebody', { ateraUsers: 'NW\\ann (Since: 3/2/2026, 8:01 AM)' }, 'somebody'],
    ['both name somebody', { ateraUsers: 'NW\\ann', automoxUser: 'ann' }, 'somebody'],
    ['Automox names its last user, who may be long gone', { automoxUser: 'ann' }, 'unknown'],
    ['an old scan names its last user', { automoxUser: 'ann', scannedAt: NOW - 90 * MINUTE }, 'unknown'],
    ['Automox names its last user and Atera does not say', { automoxUser: 'ann', ateraUsers: undefined }, 'unknown'],
    ['only Atera names nobody, as of its inventory', { scannedAt: undefined }, 'unknown'],
    ['both give blanks', { ateraUsers: ' ', automoxUser: ' ' }, 'nobody'],
  ])('answers when %s', (_name, over, expected) => {
    expect(signedIn(readings(over), { signedInMaxAgeMinutes: 5 })).toBe(expected);
  });
});

describe('maintenanceWindow', () => {
  const saturdayNight = [{ days: ['sat' as const], from: '22:00', to: '04:00' }];
  const at = (iso: string) => Date.parse(iso);

  it.each([
    ['before', '2026-03-07T20:59:59Z', { open: false, next: at('2026-03-07T21:00:00Z') }],
    ['at the start of', '2026-03-07T21:00:00Z', { open: true, until: at('2026-03-08T03:00:00Z') }],
    ['after midnight in', '2026-03-08T02:59:59Z', { open: true, until: at('2026-03-08T03:00:00Z') }],
    ['at the end of', '2026-03-08T03:00:00Z', { open: false, next: at('2026-03-14T21:00:00Z') }],
  ])('answers %s a window', (_name, iso, expected) => {
    expect(maintenanceWindow(saturdayNight, 'Europe/Berlin', at(iso))).toEqual(expected);
  });

  it('never opens where there is no window', () => {
    expect(maintenanceWindow([], 'Europe/Berlin', NOW)).toEqual({ open: false });
  });
});
