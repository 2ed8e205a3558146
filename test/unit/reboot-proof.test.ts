import { describe, expect, it } from 'vitest';
import { type BootReadings, bootByScan, rebootProven } from '../../shared/domain/reboot-proof.ts';

const MINUTE = 60_000;
const COMMAND = 1_000 * MINUTE;
const minutes = (count: number) => COMMAND + count * MINUTE;

/** Up for ten hours by both vendors when the command was sent. */
const before = { commandAt: COMMAND, lastRebootAt: minutes(-600), scannedAt: minutes(-10), uptimeMinutes: 590 };
const unread = { commandAt: COMMAND };
const scan = (scannedAt: number, uptimeMinutes?: number): BootReadings => ({ scannedAt, uptimeMinutes });

describe('rebootProven', () => {
  it.each<[string, BootReadings, object]>([
    ['a later boot time in Atera', { lastRebootAt: minutes(3) }, { by: 'atera', bootedAt: minutes(3) }],
    ['one just before the command by its clock', { lastRebootAt: minutes(-1) }, { by: 'atera', bootedAt: minutes(-1) }],
    ['an uptime since the command in a new scan', scan(minutes(20), 16), { by: 'automox', bootedAt: minutes(4) }],
    [
      'a new scan while Atera is still behind',
      { lastRebootAt: minutes(-600), ...scan(minutes(20), 16) },
      { by: 'automox', bootedAt: minutes(4) },
    ],
  ])('is convinced by %s', (_name, after, expected) => {
    expect(rebootProven(before, after)).toEqual({ proven: true, ...expected });
  });

  it.each<[string, BootReadings]>([
    ['nothing', {}],
    ['an unchanged boot time', { lastRebootAt: minutes(-600) }],
    ['a boot time that only trembles', { lastRebootAt: minutes(-599) }],
    ['a changed boot time from before the command', { lastRebootAt: minutes(-5) }],
    ['a scan without an uptime', scan(minutes(20))],
    ['a scan that shows the old uptime', scan(minutes(20), 620)],
    ['a scan within the clocks of the command', scan(minutes(2), 1)],
    ['an uptime without the time of its scan', { uptimeMinutes: 1 }],
  ])('is not convinced by %s', (_name, after) => {
    expect(rebootProven(before, after)).toEqual({ proven: false });
  });

  it('wants a boot after the command where none before it is known', () => {
    expect(rebootProven(unread, { lastRebootAt: minutes(-1) })).toEqual({ proven: false });
    expect(rebootProven(unread, { lastRebootAt: minutes(1) })).toMatchObject({ proven: true });
  });

  it('tells a boot shortly before the command from its effect', () => {
    const justUp = { commandAt: COMMAND, lastRebootAt: minutes(-1) };

    expect(rebootProven(justUp, { lastRebootAt: minutes(-1) })).toEqual({ proven: false });
    expect(rebootProven(justUp, { lastRebootAt: minutes(3) })).toMatchObject({ proven: true });
  });
});

describe('bootByScan', () => {
  it('counts the uptime back from the scan', () => {
    expect(bootByScan(scan(minutes(20), 15))).toBe(minutes(5));
    expect(bootByScan(scan(minutes(20)))).toBeUndefined();
  });
});
