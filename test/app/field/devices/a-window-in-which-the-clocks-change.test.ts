import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../../shared/policy/policy.ts';
import { HOUR, MINUTE, startApp } from '../../../helpers/app/app.ts';
import { stageOf } from '../../../helpers/app/stage.ts';
import { rebootsOrdered } from '../../../helpers/scenarios/reboot-app.ts';
import { addApproved } from '../../../helpers/scenarios/reboot-scenarios.ts';

type Windows = Policy['maintenanceWindows'];

const window = (day: 'sat' | 'sun', from: string, to: string): Windows => [{ days: [day], from, to }];

const at = (iso: string) => Date.parse(`2026-${iso}Z`);

/**
 * An app that has been on since 2 March, and a device whose reboot a person approves at
 * `approvedAt` (epoch ms).
 */
async function approvedAt(moment: number, timeZone: string, maintenanceWindows: Windows) {
  const app = await startApp({
    automox: true,
    pollSchedule: '0 0 */12 * * *',
    policy: { timeZone, maintenanceWindows, returnCheckMinutes: 10 },
  });
  const stage = stageOf(app);
  const until = (iso: string) => app.clock.advance(at(iso) - app.clock.now());
  await app.clock.advance(moment - 70 * MINUTE - app.clock.now());
  await app.host.stop();
  await app.start('0 */10 * * * *');
  const added = await addApproved(stage);
  return { app, ...added, until, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

const orderedAt = (app: Parameters<typeof rebootsOrdered>[0]) =>
  rebootsOrdered(app).map((time) => new Date(time).toISOString());

describe('an approved reboot in the night in which the clocks go forward', () => {
  // In New York 02:00 is 03:00 on 8 March, which is 07:00 UTC.
  it('is done in what is left of its window, though its boot time is reported an hour later from then on', async () => {
    const windows = window('sun', '01:30', '03:30');
    await using night = await approvedAt(at('03-07T20:00'), 'America/New_York', windows);
    const { app, device, server, until } = night;
    server.setAgent('down');
    await until('03-08T07:02');
    device.shiftBootTime(HOUR);
    server.setAgent('up');

    await until('03-08T12:00');

    expect(orderedAt(app)).toEqual([expect.stringMatching(/^2026-03-08T07:[0-2]/)]);
    expect(await app.outcomes()).toMatchObject([{ code: 'rebooted' }]);
  });

  it('waits a week for a window that does not exist that night, and the yes lasts as long', async () => {
    const windows = window('sun', '02:00', '03:00');
    await using night = await approvedAt(at('03-07T20:00'), 'America/New_York', windows);
    const { app, until } = night;
    await until('03-14T23:00');
    expect(orderedAt(app)).toEqual([]);

    await until('03-15T12:00');

    expect(orderedAt(app)).toEqual([expect.stringMatching(/^2026-03-15T06:/)]);
    expect(await app.outcomes()).toMatchObject([{ code: 'rebooted' }]);
  });
});

describe('an approved reboot in the night in which the clocks go back', () => {
  // In Santiago 24:00 is 23:00 on 4 April, which is 03:00 UTC on the 5th.
  it('is done in the hour that occurs twice, though its boot time is reported an hour earlier from then on', async () => {
    const windows = window('sat', '22:30', '23:59');
    await using night = await approvedAt(at('04-04T20:00'), 'America/Santiago', windows);
    const { app, device, server, until } = night;
    server.setAgent('down');
    await until('04-05T02:20');
    device.shiftBootTime(-HOUR);
    server.setAgent('up');

    await until('04-05T12:00');

    expect(orderedAt(app)).toEqual([expect.stringMatching(/^2026-04-05T02:[2-5]/)]);
    expect(await app.outcomes()).toMatchObject([{ code: 'rebooted' }]);
  });

  it('is not done when that hour occurs again after its window', async () => {
    const windows = window('sat', '22:30', '23:30');
    await using night = await approvedAt(at('04-04T20:00'), 'America/Santiago', windows);
    const { app, server, until } = night;
    server.setAgent('down');
    await until('04-05T02:40');
    server.setAgent('up');

    await until('04-05T12:00');

    expect(orderedAt(app)).toEqual([]);
  });
});
