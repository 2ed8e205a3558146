import { describe, expect, it } from 'vitest';
import {
  type BootReadings,
  bootByScan,
  rebootProven,
} from '../../../../shared/playbooks/pending-reboot/reboot-proof.ts';

const MINUTE = 60_000;
const COMMAND = 1_000 * MINUTE;
const minutes = (count: number) => COMMAND + count * MINUTE;

/** Up for ten hours by both vendors when the command was sent. */
const before = { commandAt: COMMAND, lastRebootAt: minutes(-600), scannedAt: minutes(-10), uptimeMinutes: 590 };
type After = BootReadings & { readonly online?: boolean };
const unread = { commandAt: COMMAND };
const scan = (scannedAt: number, uptimeMinutes?: number): BootReadings => ({ scannedAt, uptimeMinutes });

describe('rebootProven', () => {
  it.each<[string, After, object]>([
    ['a later boot time in Atera', { online: true, lastRebootAt: minutes(3) }, { by: 'atera', bootedAt: minutes(3) }],
    [
      'one just before the command by its clock',
      { online: true, lastRebootAt: minutes(-1) },
      { by: 'atera', bootedAt: minutes(-1) },
    ],
    ['an uptime since the command in a new scan', scan(minutes(20), 16), { by: 'automox', bootedAt: minutes(4) }],
    [
      'a new scan while Atera is still behind',
      { online: true, lastRebootAt: minutes(-600), ...scan(minutes(20), 16) },
      { by: 'automox', bootedAt: minutes(4) },
    ],
  ])('is convinced by %s', (_name, after, expected) => {
    expect(rebootProven(before, after)).toEqual({ proven: true, ...expected });
  });

  it.each<[string, After]>([
    ['nothing', {}],
    ['an unchanged boot time', { online: true, lastRebootAt: minutes(-600) }],
    ['a boot time that only trembles', { online: true, lastRebootAt: minutes(-599) }],
    ['a changed boot time from before the command', { online: true, lastRebootAt: minutes(-5) }],
    ['a later boot time of an agent that is offline', { online: false, lastRebootAt: minutes(3) }],
    ['a later boot time of an agent of which that is not reported', { lastRebootAt: minutes(3) }],
    ['a scan without an uptime', scan(minutes(20))],
    ['a scan that shows the old uptime', scan(minutes(20), 620)],
    ['a scan within the clocks of the command', scan(minutes(2), 1)],
    ['an uptime without the time of its scan', { uptimeMinutes: 1 }],
  ])('is not convinced by %s', (_name, after) => {
    expect(rebootProven(before, after)).toEqual({ proven: false });
  });

  it('wants a boot after the command where none before it is known', () => {
    expect(rebootProven(unread, { online: true, lastRebootAt: minutes(-1) })).toEqual({ proven: false });
    expect(rebootProven(unread, { online: true, lastRebootAt: minutes(1) })).toMatchObject({ proven: true });
  });

  it('takes a boot time that is reported an hour later, to the second, for a clock change', () => {
    const hourAgo = { commandAt: COMMAND, lastRebootAt: minutes(-50) };

    expect(rebootProven(hourAgo, { online: true, lastRebootAt: minutes(10) + 800 })).toEqual({ proven: false });
    expect(rebootProven(hourAgo, { online: true, lastRebootAt: minutes(11) })).toMatchObject({ proven: true });
  });

  it('distinguishes a boot shortly before the command from its effect', () => {
    const justUp = { commandAt: COMMAND, lastRebootAt: minutes(-1) };

    expect(rebootProven(justUp, { online: true, lastRebootAt: minutes(-1) })).toEqual({ proven: false });
    expect(rebootProven(justUp, { online: true, lastRebootAt: minutes(3) })).toMatchObject({ proven: true });
  });
});

describe('bootByScan', () => {
  it('counts the uptime back from the scan', () => {
    expect(bootByScan(scan(minutes(20), 15))).toBe(minutes(5));
    expect(bootByScan(scan(minutes(20)))).toBeUndefined();
  });
});
